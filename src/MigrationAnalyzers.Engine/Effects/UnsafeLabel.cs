using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>A label of an enum that is used in the transaction that added it (55P04).</summary>
public sealed record UnsafeLabel(RelationName Type, string Label);
