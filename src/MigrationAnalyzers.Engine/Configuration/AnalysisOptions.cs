namespace MigrationAnalyzers.Engine.Configuration;

public enum Deployment
{
    /// <summary>Old and new application versions run side by side for a while.</summary>
    Rolling,

    /// <summary>The application is stopped while migrations run: compatibility rules are silent.</summary>
    Downtime,
}

/// <summary>Whose migrations are looked at.</summary>
public enum ProviderChoice
{
    /// <summary>Those of Npgsql, as far as references and annotations tell.</summary>
    Auto,

    /// <summary>All: the project's migrations are known to be Npgsql's.</summary>
    Npgsql,
}

/// <summary>Whether the runner of .sql files opens a transaction around each.</summary>
public enum SqlTransaction
{
    /// <summary>As the layout does by default, or not known.</summary>
    Auto,

    File,

    None,
}

/// <summary>The options that the user can set; see docs/configuration.md.</summary>
public sealed record AnalysisOptions
{
    public static readonly AnalysisOptions Default = new();

    /// <summary>The server's major version, 12 to 18.</summary>
    public int PostgresMajor { get; init; } = 14;

    /// <summary>The user said which version it is: otherwise the server may be a newer one.</summary>
    public bool PostgresMajorIsKnown { get; init; }

    /// <summary>The major version of EF Core that runs the migrations, which decides what shares a transaction.</summary>
    public int EfCoreMajor { get; init; } = 10;

    /// <summary>Migrations up to this id are applied already; null: none.</summary>
    public string? StartAfter { get; init; }

    public Deployment Deployment { get; init; }

    /// <summary>Tables so small that work on them takes no time.</summary>
    public IReadOnlyCollection<Model.RelationName> SmallTables { get; init; } = [];

    /// <summary>The sizes of the tables of the real database, as far as files tell them.</summary>
    public TableSizes TableSizes { get; init; } = TableSizes.None;

    /// <summary>A table whose size is known and that has fewer rows is small.</summary>
    public long LargeTableRows { get; init; } = 10_000;

    /// <summary>All rules look at Down too, not only those that report certain errors.</summary>
    public bool CheckDown { get; init; }

    public ProviderChoice Provider { get; init; }

    /// <summary>What runs the .sql files; null: whatever their names and comments tell.</summary>
    public Model.MigrationRunner? SqlLayout { get; init; }

    public SqlTransaction SqlTransaction { get; init; }

    /// <summary>The connection, the role or the tool that runs the migrations sets lock_timeout.</summary>
    public bool LockTimeoutSetElsewhere { get; init; }

    /// <summary>It is said, or known by its size, that work on the table takes no time.</summary>
    public bool IsSmall(Model.RelationName table) => SmallTables.Contains(table) || TableSizes.Find(table)?.IsBelow(LargeTableRows) == true;
}
