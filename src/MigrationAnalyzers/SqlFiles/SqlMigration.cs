using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;

namespace MigrationAnalyzers.SqlFiles;

/// <summary>A migration that .sql files make, in its history.</summary>
/// <param name="history">Null where its place among the others is not known.</param>
/// <param name="isApplied">It runs no more.</param>
/// <param name="files">With the baseline of what is accepted.</param>
internal sealed class SqlMigration(Migration migration, SchemaHistory? history, AnalysisOptions options, bool isApplied, ProjectFiles files)
{
    private readonly Lazy<ImmutableArray<Finding>> _findings = new(() => isApplied
        ? []
        : files.WithoutAccepted(
            migration.Id,
            MigrationAnalysis.Analyze(
                migration, Before(migration, history), options, history?.After(migration.Order) ?? [], history?.Until(migration.Order) ?? [])));

    public Migration Migration => migration;

    public AnalysisOptions Options => options;

    /// <summary>All that rules could find was looked for: it is not applied already, and it parses.</summary>
    public bool IsWhole => !isApplied && !HasErrors(migration.Up) && !HasErrors(migration.Down);

    public SchemaCatalog CatalogBefore => Before(migration, history);

    /// <summary>Those that run before it.</summary>
    public ImmutableArray<Migration> Earlier => history?.Until(migration.Order) ?? [];

    /// <summary>In the files of both directions, whether comments suppress them or not.</summary>
    public ImmutableArray<Finding> Findings => _findings.Value;

    private static bool HasErrors(MigrationUnit unit) => unit.Operations.Any(static o => o is InvalidSql or UnknownSql);

    private static SchemaCatalog Before(Migration migration, SchemaHistory? history) => history?.Before(migration.Order) ?? SchemaCatalog.Unknown;
}
