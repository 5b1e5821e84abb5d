using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MigrationAnalyzers.Runtime;

/// <summary>Safe migrations at the start of an application, as <c>context.Database.SafeMigrateAsync()</c>.</summary>
public static class SafeMigrationDatabaseFacadeExtensions
{
    /// <summary>
    /// Applies the pending migrations, as <see cref="SafeMigrator.ApplyAsync"/> does. Any number of instances may start at once: one applies, the others wait for it and then
    /// find nothing to do.
    /// </summary>
    /// <remarks>An instance that waits is not ready yet: give health checks the time, or migrate in a step of the deployment instead (<see cref="SafeMigrations.RunAsync(string[], Func{Microsoft.EntityFrameworkCore.DbContext}, CancellationToken)"/>).</remarks>
    /// <param name="database">The database of a context that is configured with UseNpgsql.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="progress">Told what goes on; called from any thread.</param>
    /// <param name="cancellationToken">Ends the work; a transaction under way is rolled back.</param>
    /// <returns>The ids of the migrations that this call applied; empty when there was nothing to do.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="database"/> is null.</exception>
    /// <exception cref="SafeMigrationException">Something speaks against it or went wrong; the message says what to do.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<IReadOnlyList<string>> SafeMigrateAsync(
        this DatabaseFacade database, SafeMigratorOptions? options = null, IProgress<SafeMigrationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        return new SafeMigrator(database.GetService<ICurrentDbContext>().Context, options).ApplyAsync(null, progress, cancellationToken);
    }
}
