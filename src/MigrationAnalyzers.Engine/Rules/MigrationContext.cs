using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>A whole migration, for rules that look at more than one operation.</summary>
public sealed class MigrationContext(AnalyzedMigration analyzed, AnalysisOptions options, Rule rule, Action<Finding> report)
{
    public Migration Migration => analyzed.Migration;

    /// <summary>Up, operation by operation.</summary>
    public ImmutableArray<AnalyzedOperation> Up => analyzed.Up;

    /// <summary>Down, operation by operation, from the catalog that Up leaves.</summary>
    public ImmutableArray<AnalyzedOperation> Down => analyzed.Down;

    /// <summary>The catalog that the earlier migrations leave.</summary>
    public SchemaCatalog CatalogBefore => analyzed.Before;

    /// <summary>The catalog that Up leaves.</summary>
    public SchemaCatalog CatalogAfterUp => analyzed.AfterUp;

    /// <summary>The catalog that Up and then Down leave.</summary>
    public SchemaCatalog CatalogAfterDown => analyzed.AfterDown;

    /// <summary>
    /// The statements of earlier migrations that share the transaction with which Up begins: with EF Core 9, which applies all pending migrations in one.
    /// Empty with other versions.
    /// </summary>
    public ImmutableArray<MigrationStatement> EarlierInTransaction => analyzed.EarlierInTransaction;

    /// <summary>The migrations of the same DbContext that run after this one, in their order.</summary>
    public ImmutableArray<Migration> Later => analyzed.Later;

    public AnalysisOptions Options { get; } = options;

    /// <summary>For rules that judge an operation by its neighbours.</summary>
    public OperationContext At(AnalyzedOperation operation) => new(operation, analyzed, Migration.Up, Options, rule, report);

    public void Report(Origin origin, params string[] arguments) => ReportAs(rule.Info.DefaultSeverity, origin, arguments);

    public void ReportAs(RuleSeverity severity, Origin origin, params string[] arguments) =>
        report(new Finding(rule.Info, origin, ImmutableArray.Create(arguments)) { Severity = severity });
}
