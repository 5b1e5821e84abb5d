namespace MigrationAnalyzers.Runtime;

/// <summary>Something that speaks against a migration, or is worth knowing before it.</summary>
/// <param name="Id">The rule's (<c>DBM1001</c>: see docs/rules), or the name of what was looked at on the server (<c>long-transaction</c>: see docs/runtime.md).</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">What is so; sizes are the real ones.</param>
public sealed record PreflightFinding(string Id, PreflightSeverity Severity, string Message)
{
    /// <summary>What to do; null: the message says it.</summary>
    public string? Remedy { get; init; }

    /// <summary>The migration that it is about; null: the server.</summary>
    public string? MigrationId { get; init; }

    /// <summary>The step of the migration, from 1 on; 0: none.</summary>
    public int StepNumber { get; init; }

    /// <summary>The statement, or its beginning, on one line; null: none.</summary>
    public string? Sql { get; init; }

    /// <summary>
    /// Migrations are not applied because of it: it is an error, or a warning of DBM1xxx or DBM2xxx (a lock that others wait for as long as a large table is worked on), and not in
    /// <see cref="SafeMigratorOptions.AllowedFindings"/>.
    /// </summary>
    public bool Blocks { get; init; }
}
