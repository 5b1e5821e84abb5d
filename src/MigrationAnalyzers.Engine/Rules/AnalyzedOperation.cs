using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>An operation, its effect, the catalog before its statement, and the locks of its transaction.</summary>
/// <param name="Held">What the transaction holds by then, the statement's own locks included.</param>
/// <param name="HeldBefore">What the earlier statements of the transaction have left it with.</param>
public sealed record AnalyzedOperation(
    MigrationOperation Operation,
    MigrationStatement Statement,
    OperationEffect Effect,
    SchemaCatalog CatalogBefore,
    ImmutableDictionary<RelationName, HeldLock> Held,
    ImmutableDictionary<RelationName, HeldLock> HeldBefore)
{
    public LockMode HeldOn(RelationName relation) => ModeIn(Held, relation);

    public LockMode HeldBeforeOn(RelationName relation) => ModeIn(HeldBefore, relation);

    private static LockMode ModeIn(ImmutableDictionary<RelationName, HeldLock> locks, RelationName relation) =>
        locks.TryGetValue(relation, out var held) ? held.Mode : LockMode.None;
}
