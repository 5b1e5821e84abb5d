namespace MigrationAnalyzers.PostgresServers.Catalog;

/// <summary>What a <see cref="CatalogSnapshot"/> covers.</summary>
public sealed record CatalogSnapshotOptions
{
    /// <summary>Each table's row count and a hash of its rows, whatever the order of rows and columns.</summary>
    public bool IncludeData { get; init; }

    /// <summary>Tables to leave out with all that belongs to them, by plain name: <c>__EFMigrationsHistory</c>.</summary>
    public IReadOnlyCollection<string> ExcludedTables { get; init; } = [];
}
