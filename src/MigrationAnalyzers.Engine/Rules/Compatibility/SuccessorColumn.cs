using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>
/// Another column of the table gets the name of a dropped one in the same transaction: the end of a change of two columns that a trigger kept equal, for the sake of another name or another type.
/// No version ever finds the column missing.
/// </summary>
internal static class SuccessorColumn
{
    /// <summary>The column that takes the name has the values: the migration has filled it, or a trigger, which the migration drops before, kept one of the same type equal.</summary>
    public static bool Follows(OperationContext context, DropColumn drop)
    {
        var (isAfter, hasNoTrigger, filled) = (false, false, new HashSet<string>(StringComparer.Ordinal));
        foreach (var analyzed in context.Operations)
        {
            switch (analyzed.Operation)
            {
                case WriteRows { Kind: RowWriteKind.Update } write when !isAfter && write.Table.Equals(drop.Table):
                    filled.UnionWith(write.Columns);
                    break;
                case OtherTableChange { Command: "DropStmt", Object.Kind: TableObjectKind.Trigger } change when !isAfter && change.Table.Equals(drop.Table):
                    hasNoTrigger = true;
                    break;
                case RenameColumn rename when isAfter && rename.Table.Equals(drop.Table) && string.Equals(rename.NewName, drop.Column, StringComparison.Ordinal):
                    return analyzed.Statement.SharesTransactionWith(context.Statement)
                        && (MadeHere.Column(context.At(analyzed), rename.Table, rename.Column) ? filled.Contains(rename.Column) : hasNoTrigger && AreOfOneType(context, rename));
            }

            isAfter |= ReferenceEquals(analyzed.Operation, drop);
        }

        return false;
    }

    private static bool AreOfOneType(OperationContext context, RenameColumn rename) =>
        context.Catalog.Find(rename.Table) is { } table && table.Column(rename.NewName)?.Type is { } type && type.Equals(table.Column(rename.Column)?.Type);

    /// <summary>The drop of the column whose name this one gets; null where there is none.</summary>
    public static AnalyzedOperation? DroppedBefore(OperationContext context, RenameColumn rename)
    {
        AnalyzedOperation? found = null;
        foreach (var analyzed in context.Operations)
        {
            if (ReferenceEquals(analyzed.Operation, rename))
            {
                break;
            }

            if (analyzed.Operation is DropColumn drop && drop.Table.Equals(rename.Table) && string.Equals(drop.Column, rename.NewName, StringComparison.Ordinal))
            {
                found = analyzed;
            }
        }

        return found is { Operation: DropColumn dropped } && Follows(context.At(found), dropped) ? found : null;
    }
}
