using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>ALTER TABLE ... INHERIT and NO INHERIT (ATExecAddInherit, ATExecDropInherit).</summary>
internal static class InheritanceEffects
{
    public static void Change(ChangeInheritance change, EffectScope scope, EffectBuilder effect)
    {
        effect.Lock(change.Table, LockMode.AccessExclusive);
        effect.Lock(change.Parent, change.Inherits ? LockMode.ShareUpdateExclusive : LockMode.AccessShare);
        var (child, parent) = (scope.Find(change.Table), scope.Find(change.Parent));
        effect.Error = child is { PartitionOf: not null } ? "cannot change inheritance of a partition"
            : child is null ? null
            : change.Inherits ? ErrorOfParent(change, scope) ?? (parent is null ? null : AttachErrors.OfInheritance(parent, child))
            : child.IsComplete && !child.Inherits.Contains(change.Parent) ? $"relation \"{change.Parent.Name}\" is not a parent of relation \"{change.Table.Name}\""
            : null;
    }

    private static string? ErrorOfParent(ChangeInheritance change, EffectScope scope) => scope.Find(change.Parent) switch
    {
        { IsPartitioned: true } => $"cannot inherit from partitioned table \"{change.Parent.Name}\"",
        { PartitionOf: not null } => $"cannot inherit from partition \"{change.Parent.Name}\"",
        _ when scope.Find(change.Table)!.Inherits.Contains(change.Parent) => $"relation \"{change.Parent.Name}\" would be inherited from more than once",
        _ when change.Parent.Equals(change.Table) || scope.Catalog.Descendants(change.Table).Contains(change.Parent) => "circular inheritance not allowed",
        _ => null,
    };
}
