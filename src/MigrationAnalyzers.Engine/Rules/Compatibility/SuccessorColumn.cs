using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>
/// Another column of the table gets the name of a dropped one in the same transaction, as a change of the type does that copies the values beforehand: no version ever finds the column missing.
/// </summary>
internal static class SuccessorColumn
{
    /// <summary>The column that a dropped one gives its name to has values: it was there before the migration, or the migration has filled it.</summary>
    public static bool Follows(OperationContext context, DropColumn drop)
    {
        var (isAfter, hasValues) = (false, new HashSet<string>(StringComparer.Ordinal));
        foreach (var analyzed in context.Operations)
        {
            switch (analyzed.Operation)
            {
                case WriteRows { Kind: RowWriteKind.Update or RowWriteKind.Merge } write when !isAfter && write.Table.Equals(drop.Table):
                    hasValues.UnionWith(write.Columns);
                    break;
                case RenameColumn rename when isAfter && rename.Table.Equals(drop.Table) && string.Equals(rename.NewName, drop.Column, StringComparison.Ordinal):
                    return analyzed.Statement.SharesTransactionWith(context.Statement)
                        && (hasValues.Contains(rename.Column) || !MadeHere.Column(context.At(analyzed), rename.Table, rename.Column));
            }

            isAfter |= ReferenceEquals(analyzed.Operation, drop);
        }

        return false;
    }

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
