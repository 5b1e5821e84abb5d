using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>A generated column that is dropped and comes back with another expression, as EF Core changes it.</summary>
internal static class RecreatedColumn
{
    /// <summary>The operation that dropped the generated column that this one adds again; null when there is none.</summary>
    public static AnalyzedOperation? DroppedBefore(OperationContext context)
    {
        if (context.Operation is not AddColumn { Column.Generated: GeneratedKind.Stored or GeneratedKind.Virtual } add)
        {
            return null;
        }

        foreach (var earlier in context.Operations)
        {
            if (ReferenceEquals(earlier.Operation, add))
            {
                break;
            }

            if (earlier.Operation is DropColumn drop && drop.Table.Equals(add.Table) && string.Equals(drop.Column, add.Column.Name, StringComparison.Ordinal)
                && (drop.IsRecreated || earlier.CatalogBefore.Find(drop.Table)?.Column(drop.Column) is { Generated: GeneratedKind.Stored or GeneratedKind.Virtual }))
            {
                return earlier;
            }
        }

        return null;
    }
}
