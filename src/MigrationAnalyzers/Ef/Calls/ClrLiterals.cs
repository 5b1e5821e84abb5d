using System.Globalization;
using System.Text;
using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary>
/// The SQL literal that EF makes of a default value. It always is a literal, whatever C# computes it; where its text is not known, the expression says
/// so by having no volatility.
/// </summary>
internal static class ClrLiterals
{
    public static SqlExpression ToSql(Value value, string? storeType) =>
        Text(value, storeType) is { } text
            ? new SqlExpression(text) { IsConstant = true, Volatility = Volatility.Immutable }
            : new SqlExpression("{" + SourceOf(value) + "}") { IsConstant = true };

    private static string SourceOf(Value value) => value switch
    {
        UnknownValue unknown => unknown.Syntax.ToString(),
        CreatedValue created => created.Syntax.ToString(),
        _ => "value",
    };

    private static string? Text(Value value, string? storeType) => value switch
    {
        // EF scaffolds "" for a required JSON column; Npgsql makes a document of it.
        TextValue { Text.Value: "" } when storeType is "json" or "jsonb" => "'{}'",
        TextValue text => Quote(text.Text.Value),
        ConstantValue { Constant: int or long or short or byte } number when IsNumeric(storeType) =>
            OfConstant(Convert.ToDecimal(number.Constant, CultureInfo.InvariantCulture)),
        ConstantValue constant => OfConstant(constant.Constant),
        StaticMemberValue member => OfMember(member.Member, storeType),
        CreatedValue created => OfCreated(created, storeType),
        SequenceValue sequence => OfSequence(sequence, storeType),
        _ => null,
    };

    private static bool IsNumeric(string? storeType) =>
        storeType is not null
        && (storeType.StartsWith("numeric", StringComparison.OrdinalIgnoreCase) || storeType.StartsWith("decimal", StringComparison.OrdinalIgnoreCase));

    private static string Quote(string text) => "'" + text.Replace("'", "''") + "'";

    private static string? OfConstant(object? constant) => constant switch
    {
        bool flag => flag ? "TRUE" : "FALSE",
        char character => Quote(character.ToString()),
        decimal number => number.ToString("0.0###########################", CultureInfo.InvariantCulture),
        double number when !double.IsNaN(number) && !double.IsInfinity(number) => number.ToString("R", CultureInfo.InvariantCulture),
        float number when !float.IsNaN(number) && !float.IsInfinity(number) => number.ToString("R", CultureInfo.InvariantCulture),
        sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToString(constant, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? OfMember(ISymbol member, string? storeType) => (member.ContainingType?.Name, member.Name) switch
    {
        ("Guid", "Empty") => Quote(Guid.Empty.ToString()),
        ("TimeSpan", "Zero") => "INTERVAL '00:00:00'",
        ("DateTime" or "DateTimeOffset", "MinValue") => TimestampKeyword(storeType, isOffset: member.ContainingType.Name == "DateTimeOffset") + " '-infinity'",
        ("DateTime" or "DateTimeOffset", "MaxValue") => TimestampKeyword(storeType, isOffset: member.ContainingType.Name == "DateTimeOffset") + " 'infinity'",
        ("DateOnly", "MinValue") => "DATE '-infinity'",
        ("DateOnly", "MaxValue") => "DATE 'infinity'",
        _ => null,
    };

    private static string TimestampKeyword(string? storeType, bool isOffset) =>
        storeType is null
            ? isOffset ? "TIMESTAMPTZ" : "TIMESTAMP"
            : storeType.StartsWith("date", StringComparison.OrdinalIgnoreCase)
                ? "DATE"
                : storeType.IndexOf("with time zone", StringComparison.OrdinalIgnoreCase) >= 0 || storeType.StartsWith("timestamptz", StringComparison.OrdinalIgnoreCase)
                    ? "TIMESTAMPTZ"
                    : "TIMESTAMP";

    private static string? OfCreated(CreatedValue created, string? storeType)
    {
        try
        {
            return created.Constructor.ContainingType.Name switch
            {
                "Guid" when created.Arguments is [TextValue { Text.Value: var text }] => Guid.TryParse(text, out var guid) ? Quote(guid.ToString()) : null,
                "DateTime" => DateTimeOf(created) is { } time ? OfDateTime(time, storeType) : null,
                "DateTimeOffset" => DateTimeOffsetOf(created) is { } time ? OfDateTimeOffset(time) : null,
                "TimeSpan" => TimeSpanOf(created) is { } span ? OfTimeSpan(span) : null,
                "DateOnly" when Integers(created) is [var year, var month, var day] =>
                    "DATE '" + new DateTime(year, month, day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "'",
                "TimeOnly" when Integers(created) is [var hour, var minute, ..] =>
                    "TIME '" + new TimeSpan(hour, minute, Integers(created) is [_, _, var second, ..] ? second : 0).ToString("c", CultureInfo.InvariantCulture) + "'",
                _ => null,
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            // new DateTime(2024, 13, 1): the migration throws before it reaches the database.
            return null;
        }
    }

    private static int[] Integers(CreatedValue created)
    {
        var numbers = new List<int>();
        foreach (var argument in created.Arguments)
        {
            if (argument is not ConstantValue { Constant: int number, Type.TypeKind: not TypeKind.Enum })
            {
                break;
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static DateTime? DateTimeOf(CreatedValue created)
    {
        var kind = DateTimeKind.Unspecified;
        foreach (var argument in created.Arguments)
        {
            if (argument is ConstantValue { EnumMember: { } member } && Enum.TryParse(member, out DateTimeKind parsed))
            {
                kind = parsed;
            }
        }

        return Integers(created) switch
        {
            [var year, var month, var day] => new DateTime(year, month, day, 0, 0, 0, kind),
            [var year, var month, var day, var hour, var minute, var second] => new DateTime(year, month, day, hour, minute, second, kind),
            [var year, var month, var day, var hour, var minute, var second, var milli, ..] => new DateTime(year, month, day, hour, minute, second, milli, kind),
            [] when created.Arguments is [ConstantValue { Constant: long ticks }, ..] => new DateTime(ticks, kind),
            [] when created.Arguments.IsEmpty => default(DateTime),
            _ => null,
        };
    }

    private static DateTimeOffset? DateTimeOffsetOf(CreatedValue created)
    {
        var offset = created.Arguments.IsEmpty ? null : created.Arguments[created.Arguments.Length - 1] switch
        {
            CreatedValue span => TimeSpanOf(span),
            StaticMemberValue { Member.Name: "Zero" } => TimeSpan.Zero,
            _ => null,
        };
        if (offset is null)
        {
            return null;
        }

        return created.Arguments is [CreatedValue time, _]
            ? DateTimeOf(time) is { } moment ? new DateTimeOffset(moment, offset.Value) : null
            : Integers(created) switch
            {
                [var year, var month, var day, var hour, var minute, var second] => new DateTimeOffset(year, month, day, hour, minute, second, offset.Value),
                [var year, var month, var day, var hour, var minute, var second, var milli] =>
                    new DateTimeOffset(year, month, day, hour, minute, second, milli, offset.Value),
                _ => null,
            };
    }

    private static TimeSpan? TimeSpanOf(CreatedValue created) => Integers(created) switch
    {
        [var hours, var minutes, var seconds] => new TimeSpan(hours, minutes, seconds),
        [var days, var hours, var minutes, var seconds] => new TimeSpan(days, hours, minutes, seconds),
        [var days, var hours, var minutes, var seconds, var milliseconds, ..] => new TimeSpan(days, hours, minutes, seconds, milliseconds),
        [] when created.Arguments is [ConstantValue { Constant: long ticks }] => new TimeSpan(ticks),
        _ => null,
    };

    private static string OfDateTime(DateTime time, string? storeType)
    {
        var keyword = storeType is null && time.Kind == DateTimeKind.Utc ? "TIMESTAMPTZ" : TimestampKeyword(storeType, isOffset: false);
        if (time == DateTime.MinValue)
        {
            return keyword + " '-infinity'";
        }

        return keyword == "DATE"
            ? "DATE '" + time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "'"
            : keyword + " '" + time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + (keyword == "TIMESTAMPTZ" ? "Z'" : "'");
    }

    private static string OfDateTimeOffset(DateTimeOffset time) =>
        time == DateTimeOffset.MinValue
            ? "TIMESTAMPTZ '-infinity'"
            : "TIMESTAMPTZ '" + time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture) + "'";

    private static string OfTimeSpan(TimeSpan span)
    {
        var text = (span < TimeSpan.Zero ? "-" : "") + (span.Days == 0 ? "" : Math.Abs(span.Days).ToString(CultureInfo.InvariantCulture) + " ")
            + span.ToString(span.Ticks % TimeSpan.TicksPerSecond == 0 ? "hh\\:mm\\:ss" : "hh\\:mm\\:ss\\.FFFFFF", CultureInfo.InvariantCulture);
        return "INTERVAL '" + text + "'";
    }

    private static string? OfSequence(SequenceValue sequence, string? storeType)
    {
        if (sequence.ElementType?.SpecialType == SpecialType.System_Byte)
        {
            var bytes = new StringBuilder("BYTEA E'\\\\x");
            foreach (var item in sequence.Items)
            {
                if (item is not ConstantValue { Constant: { } number })
                {
                    return null;
                }

                bytes.Append(Convert.ToByte(number, CultureInfo.InvariantCulture).ToString("X2", CultureInfo.InvariantCulture));
            }

            return bytes.Append('\'').ToString();
        }

        var items = new List<string>(sequence.Items.Length);
        foreach (var item in sequence.Items)
        {
            if (Text(item, null) is not { } text)
            {
                return null;
            }

            items.Add(text);
        }

        var type = storeType
            ?? (StoreTypes.Of(sequence.ElementType, null, false, null, null) is { } element ? element + "[]" : null);
        return "ARRAY[" + string.Join(",", items) + "]" + (type is null ? "" : "::" + type);
    }
}
