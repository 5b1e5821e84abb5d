using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>An operation, its effect, the catalog before its statement, and the locks that its transaction holds by then.</summary>
public sealed record AnalyzedOperation(
    MigrationOperation Operation,
    MigrationStatement Statement,
    OperationEffect Effect,
    SchemaCatalog CatalogBefore,
    ImmutableDictionary<RelationName, LockMode> Held)
{
    public LockMode HeldOn(RelationName relation) => Held.TryGetValue(relation, out var mode) ? mode : LockMode.None;
}
