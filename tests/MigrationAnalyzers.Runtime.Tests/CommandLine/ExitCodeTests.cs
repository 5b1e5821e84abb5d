using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.CommandLine;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.CommandLine;

public sealed class ExitCodeTests
{
    [Fact]
    public void EveryFailure_HasItsOwn()
    {
        var codes = Enum.GetValues<SafeMigrationFailure>().Select(ErrorOutput.CodeOf).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.DoesNotContain(SafeMigrationsExitCode.Unexpected, codes);
        Assert.DoesNotContain(SafeMigrationsExitCode.Ok, codes);
    }

    [Fact]
    public async Task TableLock_Is6_AndLocksShowsItsHolder()
    {
        await using var database = await DatabaseAsync();
        MigratingContext Context() => new(database, Orders.First, Orders.Second, TestMigration.Number(3, static b => b.Sql("ALTER TABLE orders ADD more text")));
        await CommandLineResult.RunAsync(Context, "apply", "--target", "Migration2");
        await using var holder = await database.OpenAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await ExecuteAsync(holder, "LOCK TABLE orders IN ACCESS SHARE MODE");

        var result = await CommandLineResult.RunAsync(Context, "apply", "--lock-timeout", "100ms", "--lock-budget", "0");

        Assert.Equal(SafeMigrationsExitCode.TableLock, result.ExitCode);
        Assert.Contains($"process {holder.ProcessID} (", result.Error, StringComparison.Ordinal);
        Assert.Contains("20240101000300_Migration3 1/1: attempt 1 waits for process", result.Out, StringComparison.Ordinal);

        var applying = CommandLineResult.RunAsync(Context, "apply", "--lock-timeout", "1m");
        CommandLineResult locks;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        do
        {
            timeout.Token.ThrowIfCancellationRequested();
            locks = await CommandLineResult.RunAsync(Context, "locks");
        }
        while (locks.Out.StartsWith("Nobody", StringComparison.Ordinal));

        var lines = locks.Out.Split('\n');
        Assert.StartsWith($"process {holder.ProcessID} (postgres, ", lines[0], StringComparison.Ordinal);
        Assert.Contains("idle in transaction, transaction open for ", lines[0], StringComparison.Ordinal);
        Assert.Contains("has AccessShareLock on orders", locks.Out, StringComparison.Ordinal);
        Assert.Contains("LOCK TABLE orders IN ACCESS SHARE MODE", locks.Out, StringComparison.Ordinal);
        Assert.Contains("for AccessExclusiveLock on orders", locks.Out, StringComparison.Ordinal);
        Assert.Contains("ALTER TABLE orders ADD more text", locks.Out, StringComparison.Ordinal);
        await transaction.CommitAsync();
        Assert.Equal(SafeMigrationsExitCode.Ok, (await applying).ExitCode);
    }

    [Fact]
    public async Task MigrationLock_Is4_AndStatusShowsItsHolder()
    {
        await using var database = await DatabaseAsync();
        MigratingContext Context() => new(database, Orders.First, TestMigration.Number(2, static b => b.Sql("SELECT pg_sleep(60)", suppressTransaction: true)));
        using var cancellation = new CancellationTokenSource();
        var first = CommandLineResult.RunAsync(Context, ["apply"], cancellation.Token);
        CommandLineResult status;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        do
        {
            timeout.Token.ThrowIfCancellationRequested();
            status = await CommandLineResult.RunAsync(Context, "status");
        }
        while (status.Out.Contains("Nobody migrates now.", StringComparison.Ordinal) || status.Out.Contains("Migration1   pending", StringComparison.Ordinal));

        Assert.Contains("\nMigrating now: process ", status.Out, StringComparison.Ordinal);
        var second = await CommandLineResult.RunAsync(Context, "apply", "--migration-lock-timeout", "0");
        Assert.Equal(SafeMigrationsExitCode.MigrationLock, second.ExitCode);
        Assert.Contains("Another process migrates this database", second.Error, StringComparison.Ordinal);

        await cancellation.CancelAsync();
        var cancelled = await first;

        Assert.Equal(SafeMigrationsExitCode.Cancelled, cancelled.ExitCode);
        Assert.Equal("error: Cancelled. What was under way was rolled back; what was done before stays, and a further run goes on from there.\n", cancelled.Error);
        Assert.Equal(1L, await database.ScalarAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));
    }

    [Fact]
    public async Task ServerError_Is7_AndAChangedMigration8()
    {
        await using var database = await DatabaseAsync();
        var broken = TestMigration.Number(
            2,
            static b =>
            {
                b.Sql("CREATE INDEX CONCURRENTLY ix_orders_total ON orders (total)", suppressTransaction: true);
                b.Sql("SELECT '[red]' / 0");
            });
        var changed = TestMigration.Number(2, static b => b.Sql("CREATE INDEX CONCURRENTLY ix_orders_id ON orders (id)", suppressTransaction: true));

        var server = await CommandLineResult.RunAsync(() => new MigratingContext(database, Orders.First, broken), "apply");
        var journal = await CommandLineResult.RunAsync(() => new MigratingContext(database, Orders.First, changed), "apply", "--json");

        Assert.Equal(SafeMigrationsExitCode.Server, server.ExitCode);
        Assert.StartsWith("error: Step 2 of 2 of 20240101000200_Migration2 failed (SELECT '[red]' / 0): 22P02: ", server.Error, StringComparison.Ordinal);
        Assert.Equal(SafeMigrationsExitCode.Journal, journal.ExitCode);
        Assert.Equal("journal", journal.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task UnexpectedError_Is1()
    {
        await using var database = await DatabaseAsync();
        var result = await CommandLineResult.RunAsync(() => new BrokenContext(database.ConnectionString), "status");

        Assert.Equal(SafeMigrationsExitCode.Unexpected, result.ExitCode);
        Assert.Equal("error: Not foreseen: NotSupportedException: this program is broken --verbose shows more.\n", result.Error);
    }

    private static async Task<PostgresDatabase> DatabaseAsync() => await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
