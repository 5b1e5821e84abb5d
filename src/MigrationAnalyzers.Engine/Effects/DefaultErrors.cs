using System.Globalization;
using System.Text.RegularExpressions;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Why PostgreSQL refuses the value of DEFAULT for a column of that type (cookDefault), or for the rows that are there (ATExecAddColumn).</summary>
internal static class DefaultErrors
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly HashSet<string> Truths = new(StringComparer.Ordinal)
    {
        "t", "tr", "tru", "true", "f", "fa", "fal", "fals", "false", "y", "ye", "yes", "n", "no", "on", "of", "off", "1", "0",
    };

    /// <summary>The types do not fit, or the text is no value of the type.</summary>
    public static string? OfType(string column, SqlType? type, SqlExpression value, EffectScope scope)
    {
        if (type is null || value is { IsNull: true, IsUntyped: true })
        {
            return null;
        }

        var resolved = ResolvedType.Of(type, scope.Catalog);
        if (resolved.Unknown is not null)
        {
            return null;
        }

        if (value is { IsUntyped: true, Constant: { } literal })
        {
            return resolved.Base.IsArray ? ArrayError(literal.Text) : IsInvalid(literal.Text, resolved.Base.Name) ? $"invalid input syntax for type {type.Text}: \"{literal.Text}\"" : null;
        }

        return value.Type is { } from && TypeCasts.Find(from, type, scope.Catalog, scope.Major) == CastPath.None
            ? $"column \"{column}\" is of type {type.Text} but default expression is of type {from.Text}"
            : null;
    }

    /// <summary>The value does not fit into the type: it is computed when the column is added, and not when a default is only noted.</summary>
    public static string? OfValue(SqlType? type, SqlExpression value, EffectScope scope)
    {
        if (type is null || value.Constant is not { } constant || ResolvedType.Of(type, scope.Catalog) is not { Unknown: null, Base: { IsArray: false } to })
        {
            return null;
        }

        switch (to.Name)
        {
            case "int2" or "int4" or "int8":
                var (least, most) = to.Name switch
                {
                    "int2" => (short.MinValue, short.MaxValue),
                    "int4" => (int.MinValue, int.MaxValue),
                    _ => ((decimal)long.MinValue, (decimal)long.MaxValue),
                };
                return decimal.TryParse(constant.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && (Math.Round(number) < least || Math.Round(number) > most) ? $"{to.Text} out of range" : null;

            case "numeric" when to.Modifiers is [var precision, ..] && precision <= 28:
                var scale = to.Modifiers.Length > 1 ? to.Modifiers[1] : 0;
                return scale is >= 0 and <= 28 && decimal.TryParse(constant.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
                    && Math.Abs(Math.Round(number, scale, MidpointRounding.AwayFromZero)) >= Power(precision - scale) ? "numeric field overflow" : null;

            // Blanks at the end are cut off; an explicit cast to the type cuts off the rest, too.
            case "varchar" or "bpchar" when to.Modifiers is [var length] && (constant.Type is null or "text"):
                return new StringInfo(constant.Text.TrimEnd(' ')).LengthInTextElements > length ? $"value too long for type {to.Text}" : null;

            default:
                return null;
        }
    }

    /// <summary>A domain checks its default for each row that gets it; PostgreSQL 12 does once, before it looks for rows.</summary>
    public static void OfRows(AddColumn add, DomainInfo? domain, EffectScope scope, EffectBuilder effect)
    {
        if (domain is null || (add.Column.Default ?? domain.Default) is not { Constant: { } constant })
        {
            return;
        }

        var value = new KnownCondition(o => string.Equals(o, "value", StringComparison.Ordinal) ? new KnownValue(constant, domain.BaseType?.Name) : null);
        if (domain.Checks.Any(c => c.Predicate is { } predicate && value.Evaluate(predicate) == ConditionResult.False))
        {
            var error = $"value for domain {domain.Name.Name} violates check constraint";
            effect.FailsWithRows(new RowError(error, scope.Reached(add.Table).Insert(0, add.Table), 1));
            effect.Error ??= scope.Major < 13 ? error : null;
        }
    }

    private static decimal Power(int digits)
    {
        var result = 1m;
        for (var i = 0; i < digits; i++)
        {
            result *= 10;
        }

        return result;
    }

    private static string? ArrayError(string text) =>
        text.TrimStart() is ['{' or '[', ..] ? null : $"malformed array literal: \"{text}\"";

    /// <summary>True only where no version takes the text: PostgreSQL 16 reads 0x1F and 1_000, too.</summary>
    private static bool IsInvalid(string text, string type)
    {
        var value = text.Trim();
        return type switch
        {
            "int2" or "int4" or "int8" => !Regex.IsMatch(value, @"^[+-]?\d[\dxob_a-f]*$", Options),
            "numeric" or "float4" or "float8" =>
                !Regex.IsMatch(value, @"^[+-]?(\d[\dxob_a-f]*(\.[\d_]*)?|\.[\d_]+)(e[+-]?\d+)?$", Options) && !Regex.IsMatch(value, @"^(nan|[+-]?inf(inity)?)$", Options),
            "bool" => !Truths.Contains(value.ToLowerInvariant()),
            "uuid" => !Regex.IsMatch(text, @"^(\{([0-9a-f]{4}-?){7}[0-9a-f]{4}\}|([0-9a-f]{4}-?){7}[0-9a-f]{4})$", Options),
            "json" or "jsonb" => !Regex.IsMatch(value, @"^([{\[""\-\d]|(true|false|null)$)", RegexOptions.CultureInvariant),

            // Words without a digit, besides those that are values of their own.
            "date" or "timestamp" or "timestamptz" => !value.Any(char.IsDigit) && !Regex.IsMatch(value, @"^(now|today|tomorrow|yesterday|epoch|[+-]?infinity)( allballs)?$", Options),
            "inet" or "cidr" => !value.Any(char.IsDigit) && !value.Contains(':'),
            _ => false,
        };
    }
}
