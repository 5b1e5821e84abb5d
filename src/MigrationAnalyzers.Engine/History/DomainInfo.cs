using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>A domain as far as the migrations tell.</summary>
public sealed record DomainInfo(RelationName Name, SqlType? BaseType)
{
    /// <summary>NOT NULL or a CHECK: a column of this type rewrites its table when it is added.</summary>
    public bool IsConstrained { get; init; }

    /// <summary>It, or the domain that it is made from, is NOT NULL.</summary>
    public bool IsNotNull { get; init; }

    /// <summary>The names of its CHECK constraints; null where they are not all known.</summary>
    public ImmutableArray<string>? ConstraintNames { get; init; }

    public SqlExpression? Default { get; init; }

    /// <summary>The CHECK constraints of CREATE DOMAIN.</summary>
    public ImmutableArray<SqlExpression> Checks { get; init; } = [];
}
