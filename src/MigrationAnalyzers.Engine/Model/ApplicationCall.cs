namespace MigrationAnalyzers.Engine.Model;

public enum ApplicationCallKind
{
    /// <summary>Database.Migrate and MigrateAsync.</summary>
    Migrate,

    /// <summary>Database.EnsureCreated and EnsureCreatedAsync.</summary>
    EnsureCreated,
}

/// <summary>A call in the application's own code that changes the schema.</summary>
/// <param name="Method">As in <c>MigrateAsync</c>.</param>
/// <param name="Origin">The method's name in the call.</param>
public sealed record ApplicationCall(ApplicationCallKind Kind, string Method, Origin Origin)
{
    /// <summary>The full name of the DbContext type; null where it is not known.</summary>
    public string? ContextType { get; init; }

    /// <summary>It runs whenever a hosted application starts.</summary>
    public bool AtStartup { get; init; }

    /// <summary>The code around it has begun a transaction.</summary>
    public bool InTransaction { get; init; }

    /// <summary>It runs for some providers only, or after the database was deleted.</summary>
    public bool IsForOtherDatabases { get; init; }
}
