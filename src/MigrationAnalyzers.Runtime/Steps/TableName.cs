namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>A table, index or type, with or without its schema, as the catalog spells it.</summary>
internal sealed record TableName(string? Schema, string Name)
{
    /// <summary>Quoted, for SQL.</summary>
    public string Sql => Schema is null ? Quote(Name) : $"{Quote(Schema)}.{Quote(Name)}";

    /// <summary>As an SQL literal that to_regclass() understands: <c>'"public"."orders"'</c>.</summary>
    public string RegclassLiteral => Literal(Sql);

    /// <summary>Another object of the same schema.</summary>
    public TableName Sibling(string name) => new(Schema, name);

    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string QuoteAll(IEnumerable<string> identifiers) => string.Join(", ", identifiers.Select(Quote));

    /// <summary>An SQL literal, right whatever standard_conforming_strings is.</summary>
    public static string Literal(string value)
    {
        var doubled = value.Replace("'", "''", StringComparison.Ordinal);
        return doubled.Contains('\\', StringComparison.Ordinal) ? $"E'{doubled.Replace("\\", "\\\\", StringComparison.Ordinal)}'" : $"'{doubled}'";
    }

    public override string ToString() => Schema is null ? Name : $"{Schema}.{Name}";
}
