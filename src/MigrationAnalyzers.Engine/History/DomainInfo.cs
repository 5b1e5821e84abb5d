using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>A domain as far as the migrations tell.</summary>
public sealed record DomainInfo(RelationName Name, SqlType? BaseType)
{
    /// <summary>NOT NULL or a CHECK: a column of this type rewrites its table when it is added.</summary>
    public bool IsConstrained { get; init; }

    public SqlExpression? Default { get; init; }
}
