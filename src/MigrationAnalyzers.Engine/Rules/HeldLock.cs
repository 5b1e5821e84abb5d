using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>The strongest lock that a transaction holds on a relation, and the operation that took it.</summary>
/// <param name="Relation">As it was called then.</param>
/// <param name="Catalog">The catalog right before that operation's statement.</param>
public sealed record HeldLock(RelationName Relation, LockMode Mode, MigrationOperation Taker, OperationEffect Effect, SchemaCatalog Catalog);
