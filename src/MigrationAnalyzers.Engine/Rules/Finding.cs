using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>What a rule found.</summary>
public sealed record Finding(RuleInfo Rule, Origin Origin, ImmutableArray<string> Arguments)
{
    /// <summary>Lower than the rule's own where this case is not a proved hazard.</summary>
    public RuleSeverity Severity { get; init; } = Rule.DefaultSeverity;

    /// <summary>Facts for the code fix.</summary>
    public ImmutableDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;

    public SourceLocation Location => Origin.Location;

    public string Message => string.Format(System.Globalization.CultureInfo.InvariantCulture, Rule.MessageFormat, [.. Arguments]);
}
