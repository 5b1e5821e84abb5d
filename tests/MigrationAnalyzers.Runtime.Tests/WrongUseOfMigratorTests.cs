using System.Reflection;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MigrationAnalyzers.Runtime.Tests;

/// <summary>The migrator and its options used wrongly, each public member in two ways at least: an exception that says what to do.</summary>
public sealed class WrongUseOfMigratorTests
{
    private const string Nowhere = "Host=127.0.0.1;Port=1;Timeout=2;Username=u;Database=d";
    private const string Unreachable = "Check the connection string";

    private static readonly TestMigration First = TestMigration.Number(1, static b => b.Sql("CREATE TABLE a (id int)"));
    private static readonly TestMigration Second = TestMigration.Number(2, static b => b.Sql("CREATE TABLE b (id int)"));

    private static readonly IReadOnlyList<(string Member, string Says, Func<DbContext, DbContext, Task> Use)> Uses =
    [
        (".ctor", "context", static (_, _) => Do(static () => new SafeMigrator(null!))),
        (".ctor", "No database provider has been configured", static (_, _) => Do(static () => new SafeMigrator(new Unconfigured()))),
        ("ApplyAsync", "The name of a migration is expected", static (c, _) => new SafeMigrator(c).ApplyAsync(" ")),
        ("ApplyAsync", "There is no migration Third. The last ones are 20240101000100_Migration1, 20240101000200_Migration2.", static (c, _) => new SafeMigrator(c).ApplyAsync("Third")),
        ("ApplyAsync", "To go back to the target, use rollback 20240101000100_Migration1.", static (c, _) => new SafeMigrator(c).ApplyAsync("Migration1")),
        ("ApplyAsync", Unreachable, static (_, nowhere) => new SafeMigrator(nowhere).ApplyAsync()),
        ("RollbackAsync", "targetMigration", static (c, _) => new SafeMigrator(c).RollbackAsync(null!)),
        ("RollbackAsync", "There is no migration Third.", static (c, _) => new SafeMigrator(c).RollbackAsync("Third")),
        ("RollbackAsync", "Down of 20240101000200_Migration2 does nothing although its Up does. Write its Down", static (c, _) => new SafeMigrator(c).RollbackAsync("Migration1")),
        ("ForgetAsync", "The name of a migration is expected", static (c, _) => new SafeMigrator(c).ForgetAsync("")),
        ("ForgetAsync", "is applied: there is nothing half done to forget. rollback undoes it.", static (c, _) => new SafeMigrator(c).ForgetAsync("Migration1")),
        ("PlanAsync", "There is no migration Third.", static (c, _) => new SafeMigrator(c).PlanAsync("Third")),
        ("PlanAsync", Unreachable, static (_, nowhere) => new SafeMigrator(nowhere).PlanAsync()),
        ("PlanRollbackAsync", "There is no migration Third.", static (c, _) => new SafeMigrator(c).PlanRollbackAsync("Third")),
        ("PlanRollbackAsync", "The name of a migration is expected", static (c, _) => new SafeMigrator(c).PlanRollbackAsync("")),
        ("PreflightAsync", "There is no migration Third.", static (c, _) => new SafeMigrator(c).PreflightAsync("Third")),
        ("PreflightAsync", Unreachable, static (_, nowhere) => new SafeMigrator(nowhere).PreflightAsync()),
        ("PreflightRollbackAsync", "There is no migration Third.", static (c, _) => new SafeMigrator(c).PreflightRollbackAsync("Third")),
        ("PreflightRollbackAsync", "targetMigration", static (c, _) => new SafeMigrator(c).PreflightRollbackAsync(null!)),
        ("StatusAsync", Unreachable, static (_, nowhere) => new SafeMigrator(nowhere).StatusAsync()),
        ("StatusAsync", "The connection string cannot be read", static (c, _) => new SafeMigrator(c, new SafeMigratorOptions { ConnectionString = "Hots=x" }).StatusAsync()),
        ("LocksAsync", Unreachable, static (_, nowhere) => new SafeMigrator(nowhere).LocksAsync()),
        ("LocksAsync", "It is written as in Host=", static (c, _) => new SafeMigrator(c, new SafeMigratorOptions { ConnectionString = "Hots=x" }).LocksAsync()),
        ("VerifyAsync", Unreachable, static (_, nowhere) => new SafeMigrator(nowhere).VerifyAsync()),
        ("VerifyAsync", "The connection string cannot be read", static (c, _) => new SafeMigrator(c, new SafeMigratorOptions { ConnectionString = "Hots=x" }).VerifyAsync()),
        ("RunAsync", "args", static (c, _) => SafeMigrations.RunAsync(null!, () => c)),
        ("RunAsync", "createContext", static (_, _) => SafeMigrations.RunAsync([], null!)),
        ("SafeMigrateAsync", "database", static (_, _) => ((DatabaseFacade)null!).SafeMigrateAsync()),
        ("SafeMigrateAsync", "No database provider has been configured", static (_, _) => new Unconfigured().Database.SafeMigrateAsync()),
        ("Next", "context", static (_, _) => Do(static () => new LockRetryPolicy().Next(null!))),
        ("LockTimeout", "0 would be no limit at all", static (_, _) => Do(static () => new LockRetryPolicy { LockTimeout = TimeSpan.Zero })),
        ("LockTimeout", "It has to be 00:00:00.0010000 or longer", static (_, _) => Do(static () => new LockRetryPolicy { LockTimeout = TimeSpan.FromSeconds(-1) })),
        ("FirstDelay", "It has to be", static (_, _) => Do(static () => new LockRetryPolicy { FirstDelay = TimeSpan.Zero })),
        ("LongestDelay", "It has to be", static (_, _) => Do(static () => new LockRetryPolicy { LongestDelay = TimeSpan.FromTicks(1) })),
        ("Budget", "use TimeSpan.Zero for a single attempt", static (_, _) => Do(static () => new LockRetryPolicy { Budget = TimeSpan.FromTicks(-1) })),
        ("LockRetry", "Leave it out for the default policy", static (_, _) => Do(static () => new SafeMigratorOptions { LockRetry = null! })),
        ("MigrationLockTimeout", "TimeSpan.Zero is not to wait at all", static (_, _) => Do(static () => new SafeMigratorOptions { MigrationLockTimeout = TimeSpan.FromTicks(-1) })),
        ("ReconnectTimeout", "TimeSpan.Zero is not to wait at all", static (_, _) => Do(static () => new SafeMigratorOptions { ReconnectTimeout = TimeSpan.FromTicks(-1) })),
        ("MaxReplicaLag", "It cannot be negative", static (_, _) => Do(static () => new SafeMigratorOptions { MaxReplicaLag = TimeSpan.FromTicks(-1) })),
        ("BatchDuration", "It has to be longer than zero", static (_, _) => Do(static () => new SafeMigratorOptions { BatchDuration = TimeSpan.Zero })),
        ("BatchSize", "A batch has at least one row.", static (_, _) => Do(static () => new SafeMigratorOptions { BatchSize = 0 })),
        ("BatchPause", "It has to be 0 or more", static (_, _) => Do(static () => new SafeMigratorOptions { BatchPause = double.NaN })),
        ("AllowedFindings", "There is no finding DBM1O01: ids are those of the rules (DBM1001, see docs/rules) and server-version,", static (_, _) => Do(static () => new SafeMigratorOptions { AllowedFindings = ["DBM1O01"] })),
        ("AllowedFindings", "AllowedFindings", static (_, _) => Do(static () => new SafeMigratorOptions { AllowedFindings = null! })),
    ];

    [Fact]
    public async Task EachUse_SaysWhatToDo()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await using var context = new MigratingContext(database, First, Second);
        await new SafeMigrator(context).ApplyAsync();
        await using var nowhere = new MigratingContext(Nowhere, First, Second);
        foreach (var (member, says, use) in Uses)
        {
            var exception = await Record.ExceptionAsync(() => use(context, nowhere));

            Assert.True(exception is ArgumentException or InvalidOperationException or SafeMigrationException, $"{member}: {exception}");
            Assert.True(exception.Message.Contains(says, StringComparison.Ordinal), $"{member} was to say \"{says}\": {exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <summary>Of methods that a caller can use wrongly: those with arguments, or with a server behind them.</summary>
    [Fact]
    public void EachPublicMethod_IsUsedWronglyTwice()
    {
        var methods = new[] { typeof(SafeMigrator), typeof(SafeMigrations), typeof(SafeMigrationDatabaseFacadeExtensions) }
            .SelectMany(static t => t.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .OfType<MethodBase>()
            .Select(static m => m.Name)
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(methods, Uses.GroupBy(static u => u.Member).Where(static g => g.Count() >= 2).Select(static g => g.Key).Intersect(methods).Order(StringComparer.Ordinal));
    }

    private static Task Do(Func<object?> use)
    {
        use();
        return Task.CompletedTask;
    }

    private sealed class Unconfigured : DbContext;
}
