using MigrationAnalyzers.Runtime.Planning;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>A step under way, and all that its execution needs.</summary>
internal sealed record StepRun(
    PlannedMigration Migration,
    PlannedStep Step,
    SessionKeeper Keeper,
    BlockerWatch Watch,
    LockingTransaction Transaction,
    Journal Journal,
    SafeMigratorOptions Options,
    ProgressReporter Progress)
{
    public NpgsqlConnection Connection => Keeper.Session.Connection;

    /// <summary>It was begun by an earlier run, which did not end it.</summary>
    public bool WasBegun { get; init; }

    /// <summary>Marks the step as done, in the caller's transaction.</summary>
    public Task FinishAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => Journal.FinishAsync(connection, Migration, Step, cancellationToken);
}
