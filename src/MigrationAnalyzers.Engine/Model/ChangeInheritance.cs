namespace MigrationAnalyzers.Engine.Model;

/// <summary>ALTER TABLE ... INHERIT or NO INHERIT a parent.</summary>
public sealed record ChangeInheritance(RelationName Table, RelationName Parent, bool Inherits) : TableOperation(Table);
