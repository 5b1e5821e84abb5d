namespace MigrationAnalyzers.Engine.Model;

/// <summary>What LIKE takes over from its source besides names, types and NOT NULL.</summary>
[Flags]
public enum LikeOptions
{
    None = 0,
    Comments = 1,
    Compression = 2,
    Constraints = 4,
    Defaults = 8,
    Generated = 16,
    Identity = 32,
    Indexes = 64,
    Statistics = 128,
    Storage = 256,
}

/// <summary>LIKE in CREATE TABLE.</summary>
public sealed record LikeClause(RelationName Source, LikeOptions Options);
