using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>A whole migration, for rules that look at more than one operation.</summary>
public sealed class MigrationContext(Migration migration, ImmutableArray<AnalyzedOperation> up, AnalysisOptions options, Rule rule, Action<Finding> report)
{
    public Migration Migration { get; } = migration;

    /// <summary>Up, operation by operation.</summary>
    public ImmutableArray<AnalyzedOperation> Up { get; } = up;

    public AnalysisOptions Options { get; } = options;

    public void Report(Origin origin, params string[] arguments) => ReportAs(rule.Info.DefaultSeverity, origin, arguments);

    public void ReportAs(RuleSeverity severity, Origin origin, params string[] arguments) =>
        report(new Finding(rule.Info, origin, ImmutableArray.Create(arguments)) { Severity = severity });
}
