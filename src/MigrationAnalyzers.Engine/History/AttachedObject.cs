using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

public enum AttachedKind
{
    Trigger,
    Rule,
    Policy,
}

/// <summary>A trigger, rule or policy of a table or view.</summary>
/// <param name="Definition">The operation that made it.</param>
public sealed record AttachedObject(AttachedKind Kind, string Name, OtherTableChange Definition)
{
    /// <summary>PostgreSQL's words for the kind in messages.</summary>
    public string Noun => Kind switch
    {
        AttachedKind.Trigger => "trigger",
        AttachedKind.Rule => "rule",
        _ => "policy",
    };
}
