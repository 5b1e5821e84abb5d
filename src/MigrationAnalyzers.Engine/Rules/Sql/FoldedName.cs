using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Sql;

/// <summary>A name that SQL gives without quotes, so that it is folded to lower case, where only one with capitals is there.</summary>
/// <param name="Kind">What it is the name of: "relation" or "column".</param>
internal sealed record FoldedName(string Kind, string Folded, string Existing)
{
    public static FoldedName? Of(MigrationOperation operation, SchemaCatalog catalog)
    {
        if (operation.Origin.FrontEnd is not (FrontEnd.SqlInCode or FrontEnd.SqlFile))
        {
            return null;
        }

        foreach (var relation in RelationsOf(operation))
        {
            if (catalog.InOtherCase(relation) is { } existing)
            {
                return new FoldedName("relation", relation.Name, existing.Name);
            }
        }

        if (operation is TableOperation { Table: var name } && catalog.Find(name) is { } table)
        {
            foreach (var column in ColumnsOf(operation))
            {
                if (InOtherCase(table, column) is { } existing)
                {
                    return new FoldedName("column", column, existing);
                }
            }
        }

        return null;
    }

    /// <summary>The relations that must be there.</summary>
    private static ImmutableArray<RelationName> RelationsOf(MigrationOperation operation) => operation switch
    {
        CreateTable o => [.. o.Constraints.OfType<ForeignKeyConstraint>().Select(static k => k.ReferencedTable)],
        AddConstraint { IfTableExists: false, Constraint: ForeignKeyConstraint key } o => [o.Table, key.ReferencedTable],
        WriteRows o => o.Reads.Insert(0, o.Table),
        TableOperation { IfTableExists: false } o => [o.Table],
        DropIndex { IfExists: false } o => [o.Index],
        RenameIndex { IfExists: false } o => [o.Index],
        Reindex { Relation: { } relation } => [relation],
        OtherStatement { Command: "SelectStmt" } o => o.Relations,
        _ => [],
    };

    private static ImmutableArray<string> ColumnsOf(MigrationOperation operation) => operation switch
    {
        CreateIndex o => [.. o.Keys.Select(static k => k.Column).OfType<string>(), .. o.Include],
        AddConstraint { Constraint: ForeignKeyConstraint key } => key.Columns,
        AddConstraint { Constraint: UniqueConstraint key } => key.Columns,
        AddConstraint { Constraint: PrimaryKeyConstraint key } => key.Columns,
        DropColumn { IfExists: false } o => [o.Column],
        RenameColumn o => [o.Column],
        AlterColumnType o => [o.Column],
        SetNotNull o => [o.Column],
        DropNotNull o => [o.Column],
        SetColumnDefault o => [o.Column],
        DropColumnDefault o => [o.Column],
        WriteRows o => o.Columns,
        _ => [],
    };

    private static string? InOtherCase(TableInfo table, string column)
    {
        string? found = null;
        foreach (var known in table.Columns)
        {
            if (string.Equals(known.Name, column, StringComparison.Ordinal))
            {
                return null;
            }

            found = string.Equals(known.Name, column, StringComparison.OrdinalIgnoreCase) ? known.Name : found;
        }

        return found;
    }
}
