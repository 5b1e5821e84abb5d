using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime;

/// <summary>Who waits for whom in a database, at one moment.</summary>
/// <param name="Roots">The sessions that hold up others and wait for nobody; in a deadlock, one of those in it. Empty: nobody waits.</param>
public sealed record LockReport(ImmutableArray<LockTreeNode> Roots);
