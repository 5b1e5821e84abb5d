using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>What a migration leaves under the name of a table that it renames or drops: a view, or another table. The old version goes on with that.</summary>
internal static class Replacement
{
    /// <summary>Something of the table's name is made later, and has all columns of the table as far as is known.</summary>
    public static bool Stands(OperationContext context, RelationName table) =>
        MadeHere.After(context, table) is { } maker && !LacksAny(maker, context.Catalog.Find(table), context.Catalog);

    /// <summary>
    /// The migration gives the table another name, and what it leaves under the old one still has the column as far as is known, though this operation takes it
    /// away from the table.
    /// </summary>
    public static bool StillGives(OperationContext context, RelationName table, string column)
    {
        var oldName = MadeHere.OldName(context, table);
        return IsRenamed(context, oldName) && MadeOf(context, oldName) is { } maker && !Lacks(maker, column, starCounts: false, context.Catalog);
    }

    private static bool IsRenamed(OperationContext context, RelationName table)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (operation is RenameTable rename && rename.Table.Equals(table))
            {
                return true;
            }
        }

        return false;
    }

    private static MigrationOperation? MadeOf(OperationContext context, RelationName name)
    {
        MigrationOperation? found = null;
        foreach (var operation in context.Unit.Operations)
        {
            if (MadeHere.NameOf(operation) is { } made && made.Equals(name))
            {
                found = operation;
            }
        }

        return found;
    }

    private static bool LacksAny(MigrationOperation maker, TableInfo? table, SchemaCatalog catalog)
    {
        foreach (var column in table is { IsComplete: true } ? table.Columns : [])
        {
            if (Lacks(maker, column.Name, starCounts: true, catalog))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="starCounts">What <c>*</c> stands for has the column.</param>
    private static bool Lacks(MigrationOperation maker, string column, bool starCounts, SchemaCatalog catalog)
    {
        switch (maker)
        {
            case OtherStatement { Output: { } output }:
                foreach (var item in output.Items)
                {
                    if (item.Name is null ? starCounts : string.Equals(item.Name, column, StringComparison.Ordinal))
                    {
                        return false;
                    }
                }

                return true;
            case CreateTable { Reads.IsEmpty: true, AsSelect: false, OfType: null, PartitionOf: null, Inherits.IsEmpty: true } create:
                return !create.Columns.Any(c => string.Equals(c.Name, column, StringComparison.Ordinal));
            case RenameTable rename:
                return catalog.Find(rename.Table)?.HasColumn(column) == false;
            default:
                return false;
        }
    }
}
