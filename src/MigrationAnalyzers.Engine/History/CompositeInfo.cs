using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>A composite type (CREATE TYPE ... AS) as the migrations made it.</summary>
public sealed record CompositeInfo(RelationName Name, ImmutableArray<ColumnDefinition> Attributes);
