using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>Data that a migration may have written elsewhere before it drops them.</summary>
internal static class CarriedOver
{
    /// <summary>An earlier statement reads the table and writes somewhere, or nobody knows what it does.</summary>
    public static bool IsTable(OperationContext context, RelationName table) => Any(context, table, static _ => false);

    /// <summary>The same, or it changes rows of the table: the new values may come from the column.</summary>
    public static bool IsColumn(OperationContext context, RelationName table) =>
        Any(context, table, write => write.Kind is RowWriteKind.Update or RowWriteKind.Merge && write.Table.Equals(table) && !SetsConstants(write));

    private static bool Any(OperationContext context, RelationName table, Func<WriteRows, bool> alsoCounts)
    {
        foreach (var earlier in context.Operations)
        {
            if (ReferenceEquals(earlier.Operation, context.Operation))
            {
                break;
            }

            var mayCopy = earlier.Operation switch
            {
                WriteRows write => write.Reads.Contains(table) || alsoCounts(write),
                CreateTable create => create.Reads.Contains(table),
                OpaqueOperation or UnknownSql => true,
                _ => false,
            };
            if (mayCopy)
            {
                return true;
            }
        }

        return false;
    }

    private static bool SetsConstants(WriteRows write)
    {
        if (write.IsHidden)
        {
            return true;
        }

        if (write.RowChange is not RowsUpdated updated)
        {
            return false;
        }

        foreach (var value in updated.Values)
        {
            if (value.Value is not RowConstant)
            {
                return false;
            }
        }

        return true;
    }
}
