using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>An object of CREATE STATISTICS.</summary>
/// <param name="Columns">The columns that it is over, or that its expressions mention.</param>
public sealed record StatisticsInfo(RelationName Name, ImmutableArray<string> Columns);
