using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>A foreign key, seen from the table that it references.</summary>
/// <param name="Table">The referencing table.</param>
public readonly record struct ForeignKeyReference(RelationName Table, ForeignKeyConstraint ForeignKey);
