using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Data;

/// <summary>How much a statement writes.</summary>
internal static class WriteSize
{
    /// <summary>One transaction writes any number of rows of an existing table, and the statement was written by somebody: DBM4001.</summary>
    public static bool IsUnboundedInOneTransaction(OperationContext context) =>
        context.Operation is WriteRows { IsHidden: false } write
        && context.MayBeLarge(write.Table)
        && IsUnbounded(write, context)
        && !CommitsEachRound(context.Statement);

    /// <summary>The statement alone reaches any number of rows.</summary>
    public static bool IsUnbounded(WriteRows write, OperationContext context) => write.Kind switch
    {
        RowWriteKind.Update or RowWriteKind.Delete or RowWriteKind.Merge =>
            write.Reach == RowReach.Unbounded && !ReachesNone(write, context) && !IsBoundByKey(write, context),
        // Rows given in the text are few; rows that come from a table are as many as that table has.
        RowWriteKind.Insert => write.Reach == RowReach.Unbounded && write.RowCount is null && write.Reads.Any(context.MayBeLarge),
        RowWriteKind.Copy => false,
        _ => throw new ArgumentOutOfRangeException(nameof(write), write.Kind, null),
    };

    public static string NameOf(RowWriteKind kind) => kind switch
    {
        RowWriteKind.Insert => "INSERT ... SELECT",
        RowWriteKind.Update => "UPDATE",
        RowWriteKind.Delete => "DELETE",
        RowWriteKind.Merge => "MERGE",
        RowWriteKind.Copy => "COPY",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The condition is false for every row: it says so, or it looks for NULL in a column that is NOT NULL.</summary>
    private static bool ReachesNone(WriteRows write, OperationContext context)
    {
        if (write.Where is OpaquePredicate { Text: "false" })
        {
            return true;
        }

        // With other tables in the statement the column may be one of theirs.
        if (!write.Reads.IsEmpty || context.Catalog.Find(write.Table) is not { } table)
        {
            return false;
        }

        foreach (var part in write.Where is PredicateList { IsAnd: true } all ? all.Parts : write.Where is { } one ? [one] : [])
        {
            if (part is NullPredicate { IsNull: true } test && table.IsNotNull(test.Operand) == true && !IsNotValid(test.Operand, table))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNotValid(string column, TableInfo table)
    {
        foreach (var constraint in table.Constraints)
        {
            if (constraint is NotNullConstraint { NotValid: true } notNull && string.Equals(notNull.Column, column, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Each round of the loop around the statement is a transaction of its own.</summary>
    public static bool CommitsEachRound(MigrationStatement statement) =>
        statement.Has(Circumstances.Repeated)
        && (statement.Has(Circumstances.CommitsEachRound) || (statement.Transaction is null && !statement.Has(Circumstances.InDoBlock)));

    /// <summary>The condition gives constant values for a key. Where the keys of the table are not known, a name like one is taken for it: id, or order_id of orders.</summary>
    private static bool IsBoundByKey(WriteRows write, OperationContext context)
    {
        if (write.BoundingColumns.IsEmpty)
        {
            return false;
        }

        return context.Catalog.HasKeyWithin(write.Table, write.BoundingColumns)
            ?? write.BoundingColumns.Any(c => IsNamedLikeKey(c, write.Table.Name));
    }

    private static bool IsNamedLikeKey(string column, string table)
    {
        var name = column.Replace("_", "");
        if (!name.EndsWith("id", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var owner = name[..^2];
        var plural = table.Replace("_", "");
        return owner.Length == 0
            || plural.Equals(owner, StringComparison.OrdinalIgnoreCase)
            || plural.Equals(owner + "s", StringComparison.OrdinalIgnoreCase)
            || plural.Equals(owner + "es", StringComparison.OrdinalIgnoreCase)
            || (owner[^1] is 'y' or 'Y' && plural.Equals(owner[..^1] + "ies", StringComparison.OrdinalIgnoreCase));
    }
}
