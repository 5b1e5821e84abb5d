using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>
/// Changes of type that PostgreSQL refuses without USING: ALTER COLUMN ... TYPE converts by assignment casts only (pg_cast), and a text converts to other types by
/// explicit casts alone.
/// </summary>
internal static class TypeCasts
{
    private static readonly HashSet<string> Texts = new(StringComparer.Ordinal) { "text", "varchar", "bpchar" };

    /// <summary>What a text can become by assignment.</summary>
    private static readonly HashSet<string> FromText = new(StringComparer.Ordinal) { "text", "varchar", "bpchar", "name", "char", "citext", "regclass" };

    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal) { "int2", "int4", "int8", "float4", "float8", "numeric" };

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "bool", "uuid", "bytea", "json", "jsonb", "date", "time", "timetz", "timestamp", "timestamptz", "interval",
    };

    private static readonly HashSet<(string From, string To)> Assignable =
    [
        ("json", "jsonb"), ("jsonb", "json"),
        ("date", "timestamp"), ("date", "timestamptz"), ("timestamp", "date"), ("timestamptz", "date"),
        ("timestamp", "timestamptz"), ("timestamptz", "timestamp"),
        ("timestamp", "time"), ("timestamptz", "time"), ("timestamptz", "timetz"),
        ("time", "timetz"), ("timetz", "time"), ("time", "interval"), ("interval", "time"),
    ];

    /// <summary>The error for types whose casts are listed here; null for all others.</summary>
    public static string? ErrorOf(string column, SqlType from, SqlType to)
    {
        if (from.IsArray || to.IsArray || !TypeNames.IsCore(from) || !TypeNames.IsCore(to) || IsAllowed(from.Name, to.Name))
        {
            return null;
        }

        return $"column \"{column}\" cannot be cast automatically to type {to.Text}";
    }

    private static bool IsAllowed(string from, string to)
    {
        // Every type converts to a text by assignment.
        if (from == to || Texts.Contains(to))
        {
            return true;
        }

        if (Texts.Contains(from))
        {
            return FromText.Contains(to) || !IsListed(to);
        }

        if (!IsListed(from) || !IsListed(to))
        {
            return true;
        }

        return (Numbers.Contains(from) && Numbers.Contains(to)) || Assignable.Contains((from, to));
    }

    private static bool IsListed(string type) => Numbers.Contains(type) || Others.Contains(type);
}
