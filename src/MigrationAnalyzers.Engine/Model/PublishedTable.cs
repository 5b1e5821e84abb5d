namespace MigrationAnalyzers.Engine.Model;

/// <summary>A table that a publication names.</summary>
/// <param name="Table">The table.</param>
/// <param name="Object">The publication, with the columns of the table's row filter and column list.</param>
public sealed record PublishedTable(RelationName Table, TableObject Object)
{
    /// <summary>The tables that inherit it are not published with it.</summary>
    public bool Only { get; init; }

    /// <summary>It has a row filter or a column list (PostgreSQL 15).</summary>
    public bool IsPart { get; init; }
}
