using System.Globalization;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Compares constants as the operators of a column's type do.</summary>
internal static class ConstantOrder
{
    /// <summary>How two constants relate; null where that is not known. <see cref="int.MaxValue"/>: they differ, and which one is less is not known.</summary>
    /// <param name="type">The type of what they are compared with (PostgreSQL's name); null where it is not known.</param>
    public static int? Compare(PredicateConstant a, PredicateConstant b, string? type)
    {
        switch (Kind(type) ?? Kind(a.Type) ?? Kind(b.Type))
        {
            case "int" or "numeric" or "float":
                return decimal.TryParse(a.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
                    && decimal.TryParse(b.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var y)
                    ? x.CompareTo(y)
                    : null;

            case "date" or "timestamp" or "timestamptz":
                return DateTime.TryParseExact(a.Text.Trim(), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
                    && DateTime.TryParseExact(b.Text.Trim(), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var second)
                    ? first.CompareTo(second)
                    : string.Equals(a.Text, b.Text, StringComparison.Ordinal) ? 0 : null;

            case "uuid":
                return string.Compare(a.Text, b.Text, StringComparison.OrdinalIgnoreCase);

            case "text":
                // The order is that of a collation.
                return string.Equals(a.Text, b.Text, StringComparison.Ordinal) ? 0 : int.MaxValue;

            default:
                return string.Equals(a.Text, b.Text, StringComparison.Ordinal) ? 0 : null;
        }
    }

    /// <summary>
    /// Whether a column of the type is itself what the operator compares with such a constant: for <c>k &gt;= 200.0</c> an integer column is converted first, and of
    /// the conversion nothing is known. Dates and timestamps have operators in common, those with timestamptz depend on the session (btree operator families).
    /// </summary>
    public static bool IsCompared(string? type, PredicateConstant constant) => (Kind(type), Kind(constant.Type)) switch
    {
        (null, _) or (_, null) => true,
        ("numeric", "int") or ("float", "int" or "numeric") => true,
        ("date" or "timestamp", "date" or "timestamp") => true,
        var (column, literal) => string.Equals(column, literal, StringComparison.Ordinal),
    };

    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFF", "yyyy-MM-dd'T'HH:mm:ss", "yyyyMMdd"];

    private static string? Kind(string? type) => type switch
    {
        "int2" or "int4" or "int8" => "int",
        "numeric" => "numeric",
        "float4" or "float8" => "float",
        "text" or "varchar" or "bpchar" or "name" => "text",
        null => null,
        _ => type,
    };
}
