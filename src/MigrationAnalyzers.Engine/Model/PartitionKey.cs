using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>PARTITION BY.</summary>
/// <param name="Method">How rows are assigned.</param>
/// <param name="Operands">The columns (folded) or expressions, as <see cref="Predicate"/> names them.</param>
public sealed record PartitionKey(PartitionMethod Method, ImmutableArray<string> Operands);
