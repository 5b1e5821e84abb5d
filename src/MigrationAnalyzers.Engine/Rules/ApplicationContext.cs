using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>A call in the application's code, and the migrations that it is about.</summary>
public sealed class ApplicationContext(ApplicationCall call, ImmutableArray<Migration> migrations, AnalysisOptions options, Rule rule, Action<Finding> report)
{
    public ApplicationCall Call { get; } = call;

    /// <summary>Those of the call's DbContext in the same project.</summary>
    public ImmutableArray<Migration> Migrations { get; } = migrations;

    public AnalysisOptions Options { get; } = options;

    public void ReportAs(RuleSeverity severity, params string[] arguments) =>
        report(new Finding(rule.Info, Call.Origin, ImmutableArray.Create(arguments)) { Severity = severity });
}
