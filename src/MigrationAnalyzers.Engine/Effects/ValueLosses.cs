using System.Globalization;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>
/// Which values a new type cannot hold. A conversion by assignment fails where a text is too long; one that is written out (<c>USING c::varchar(50)</c>) cuts
/// it off. Numbers are rounded and times are cut in either (https://www.postgresql.org/docs/18/typeconv-query.html, .../datatype-numeric.html).
/// </summary>
internal static class ValueLosses
{
    // Of the digits that a binary fraction keeps for certain (FLT_DIG, DBL_DIG).
    private const int SingleDigits = 6;
    private const int DoubleDigits = 15;

    private const int LongestName = 63;

    /// <summary>Null where nothing is lost, and where that is not known.</summary>
    public static ValueLoss? Of(AlterColumnType change, SqlType from, SqlType to, TableInfo? table, SchemaCatalog catalog)
    {
        if (change.Using is { } expression && !string.Equals(expression.ConvertedColumn, change.Column, StringComparison.Ordinal))
        {
            return null;
        }

        var bounds = new ValueBounds(change.Column, table);
        var current = from;
        foreach (var next in change.Using?.Casts ?? [])
        {
            if (Step(current, next, isExplicit: true, bounds, catalog) is { } loss)
            {
                return loss;
            }

            current = next;
        }

        return Step(current, to, isExplicit: false, bounds, catalog);
    }

    private static ValueLoss? Step(SqlType from, SqlType to, bool isExplicit, ValueBounds bounds, SchemaCatalog catalog)
    {
        var (source, target) = (ResolvedType.Of(from, catalog), ResolvedType.Of(to, catalog));
        if (source.Unknown is not null || target.Unknown is not null || source.Base.IsArray != target.Base.IsArray)
        {
            return null;
        }

        var (old, @new) = (source.Base, target.Base);
        return @new.Name switch
        {
            "varchar" or "bpchar" => Text(old, @new, isExplicit, bounds),
            "name" when IsText(old) && LongestOf(old) is not <= LongestName => ValueLoss.Changing("cuts off what is longer than 63 bytes"),
            "char" when IsText(old) => ValueLoss.Changing("keeps the first byte of each value"),
            "bit" or "varbit" => Bits(old, @new, isExplicit),
            "int2" or "int4" or "int8" => Whole(old, @new, bounds),
            "numeric" => Decimal(old, @new),
            "float4" => Binary(old, SingleDigits),
            "float8" => Binary(old, DoubleDigits),
            "money" when old.Name == "numeric" && Scale(old) is not <= 2 => ValueLoss.Changing("rounds to the digits of the currency"),
            "date" when old.Name is "timestamp" or "timestamptz" => ValueLoss.Changing("drops the time of day"),
            "time" or "timetz" or "timestamp" or "timestamptz" or "interval" => Time(old, @new),
            "cidr" when old.Name == "inet" => ValueLoss.Changing("clears the bits to the right of the netmask"),
            "macaddr" when old.Name == "macaddr8" => ValueLoss.Failing("fails at the first address that has not FF and FE in the middle"),
            _ => null,
        };
    }

    private static ValueLoss? Text(SqlType old, SqlType @new, bool isExplicit, ValueBounds bounds)
    {
        if (@new.Modifiers is not [var limit, ..] || LongestOf(old) <= limit)
        {
            return null;
        }

        if (!IsText(old) && WidthOf(old) is not { } width)
        {
            return null;
        }

        if (IsText(old) && bounds.ProveLength(limit))
        {
            return null;
        }

        return isExplicit
            ? ValueLoss.Changing(Invariant($"cuts off what is longer than {limit} characters"))
            : ValueLoss.Failing(Invariant($"fails at the first value longer than {limit} characters"));
    }

    private static ValueLoss? Bits(SqlType old, SqlType @new, bool isExplicit)
    {
        if (old.Name is not ("bit" or "varbit") || @new.Modifiers is not [var limit, ..])
        {
            return null;
        }

        // An explicit cast fills up what is shorter.
        var fits = (isExplicit || @new.Name == "varbit") && old.Modifiers is [var longest, ..] && longest <= limit;
        var isSame = old.Modifiers is [var length, ..] && old.Name == "bit" && length == limit;
        if (fits || isSame)
        {
            return null;
        }

        return isExplicit
            ? ValueLoss.Changing(Invariant($"cuts off what is longer than {limit} bits"))
            : ValueLoss.Failing(Invariant($"fails at the first value {(@new.Name == "bit" ? "that has not exactly" : "longer than")} {limit} bits"));
    }

    private static ValueLoss? Whole(SqlType old, SqlType @new, ValueBounds bounds)
    {
        if (!IsNumber(old))
        {
            return null;
        }

        var rounding = old.Name is "numeric" && Scale(old) == 0 || DigitsOf(old) is not null
            ? null
            : ValueLoss.Changing("rounds to whole numbers");
        var fits = DigitsOf(old) is { } digits ? digits <= DigitsOf(@new)
            : old.Modifiers is [var precision, ..] && old.Name == "numeric" && precision - Scale(old) < DigitsOf(@new);
        return ValueLoss.Of(
            rounding,
            fits || bounds.ProveRange(@new.Name) ? null : ValueLoss.Failing($"fails at the first value beyond the range of {@new.Text}"));
    }

    private static ValueLoss? Decimal(SqlType old, SqlType @new)
    {
        if (@new.Modifiers is not [var precision, ..] || !IsNumber(old))
        {
            return null;
        }

        var scale = @new.Modifiers is [_, var digits, ..] ? digits : 0;
        var rounding = DigitsOf(old) is not null ? scale < 0 : Scale(old) is not { } oldScale || oldScale > scale;
        int? before = DigitsOf(old) ?? (old is { Name: "numeric", Modifiers: [var oldPrecision, ..] } ? oldPrecision - (Scale(old) ?? 0) : null);
        var fits = before <= precision - scale;
        return ValueLoss.Of(
            rounding ? ValueLoss.Changing(scale == 0 ? "rounds to whole numbers" : Invariant($"rounds to {Digits(scale)} after the point")) : null,
            fits ? null : ValueLoss.Failing(Invariant($"fails at the first value with more than {Digits(precision - scale)} before the point")));
    }

    private static ValueLoss? Binary(SqlType old, int kept)
    {
        var digits = old.Name switch
        {
            "float8" => DoubleDigits,
            "numeric" => old.Modifiers is [var precision, ..] ? precision : int.MaxValue,
            _ => DigitsOf(old) ?? 0,
        };
        return digits > kept ? ValueLoss.Changing(Invariant($"keeps {kept} digits of each value for certain, and no more")) : null;
    }

    private static ValueLoss? Time(SqlType old, SqlType @new)
    {
        switch (old.Name, @new.Name)
        {
            case ("timestamp" or "timestamptz", "time" or "timetz"):
                return ValueLoss.Changing("drops the date");
            case ("timetz", "time"):
                return ValueLoss.Changing("drops the offset from UTC");
            case ("interval", "time"):
                return ValueLoss.Changing("drops whole days");
            case ("interval", "interval"):
                return TypeChange.KeepsInterval(old, @new) ? null : ValueLoss.Changing($"drops what is finer than {@new.Text}");
            case ("time" or "timetz", "time" or "timetz") or ("timestamp" or "timestamptz", "timestamp" or "timestamptz"):
                return TypeChange.KeepsPrecision(old, @new) ? null : ValueLoss.Changing(@new.Modifiers[0] == 0 ? "rounds to whole seconds" : Invariant($"rounds to {Digits(@new.Modifiers[0])} of a second"));
            default:
                return null;
        }
    }

    private static bool IsText(SqlType type) => type.Name is "text" or "varchar" or "bpchar" or "name" or "citext";

    private static bool IsNumber(SqlType type) => DigitsOf(type) is not null || type.Name is "numeric" or "float4" or "float8";

    /// <summary>How many characters a value has at most; null where there is no limit that is known.</summary>
    private static int? LongestOf(SqlType type) => type switch
    {
        { Name: "varchar" or "bpchar", Modifiers: [var length, ..] } => length,
        { Name: "name" } => LongestName,
        _ => WidthOf(type),
    };

    // Of the text form; a sign is left out, as numbers like these have none.
    private static int? WidthOf(SqlType type) => type.Name switch
    {
        "uuid" => 36,
        "bool" => 5,
        "char" => 1,
        _ => DigitsOf(type),
    };

    private static int? DigitsOf(SqlType type) => type.Name switch
    {
        "int2" => 5,
        "int4" => 10,
        "int8" => 19,
        _ => null,
    };

    /// <summary>The digits after the point; null where there may be any number of them.</summary>
    private static int? Scale(SqlType type) => type.Name == "numeric" ? type.Modifiers switch
    {
        [] => null,
        [_, var scale, ..] => scale,
        _ => 0,
    }
    : null;

    private static string Digits(int count) => count == 1 ? "1 digit" : Invariant($"{count} digits");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
