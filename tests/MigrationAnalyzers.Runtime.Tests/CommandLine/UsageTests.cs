using Microsoft.EntityFrameworkCore;
using MigrationAnalyzers.Runtime.Tests.Migrating;

namespace MigrationAnalyzers.Runtime.Tests.CommandLine;

public sealed class UsageTests
{
    [Theory]
    [InlineData]
    [InlineData("--help")]
    public async Task NoCommandOrHelp_ListsTheCommands(params string[] args)
    {
        var result = await CommandLineResult.RunAsync(NoContext, args);

        Assert.Equal(SafeMigrationsExitCode.Ok, result.ExitCode);
        Assert.Contains("Applies EF Core migrations to a PostgreSQL database that is in use.", result.Out, StringComparison.Ordinal);
        foreach (var command in new[] { "plan", "dry-run", "apply", "rollback <TARGET>", "preflight", "status", "verify", "locks", "table-stats", "forget <MIGRATION>" })
        {
            Assert.Contains("\n  " + command + " ", result.Out, StringComparison.Ordinal);
        }

        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task HelpOfACommand_ListsItsOptions()
    {
        var result = await CommandLineResult.RunAsync(NoContext, "apply", "--help");

        Assert.Equal(SafeMigrationsExitCode.Ok, result.ExitCode);
        foreach (var option in new[]
        {
            "--connection", "--json", "--verbose", "--target", "--lock-timeout <duration>", "--lock-budget", "--migration-lock-timeout", "--max-replica-lag", "--batch-size <rows>",
            "--batch-duration", "--allow <DBMxxxx>", "--no-preflight", "--interrupted <repeat|assume-done>",
        })
        {
            Assert.Contains(option, result.Out, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--lock-timeout 5x: allowed is a number of seconds, or a number with a unit: 500ms, 5s, 2m, 1h, at least 1 ms.", "apply", "--lock-timeout", "5x")]
    [InlineData("--lock-timeout 0: allowed is a number of seconds, or a number with a unit: 500ms, 5s, 2m, 1h, at least 1 ms.", "apply", "--lock-timeout", "0")]
    [InlineData("--max-replica-lag -1: allowed is off, a number of seconds, or a number with a unit: 500ms, 5s, 2m, 1h.", "apply", "--max-replica-lag", "-1")]
    [InlineData("--batch-size 0: allowed is a whole number from 1 on.", "apply", "--batch-size", "0")]
    [InlineData("--interrupted maybe: allowed are repeat and assume-done.", "apply", "--interrupted", "maybe")]
    [InlineData("--allow DBM9: there is no such rule. Allowed are the ids of rules, as preflight shows them: DBM1001 and others.", "apply", "--allow", "DBM9")]
    [InlineData("--target is empty: a migration is expected.", "plan", "--target", " ")]
    [InlineData("--target and --rollback-to cannot be combined: migrations are either applied or rolled back.", "plan", "--target", "A", "--rollback-to", "B")]
    [InlineData("Required argument missing for command: 'rollback'.", "rollback")]
    [InlineData("Unrecognized command or argument '--force'.", "apply", "--force")]
    [InlineData("Unrecognized command or argument '--batch-size'.", "plan", "--batch-size", "5")]
    public async Task WrongArguments_AreNamedWithWhatIsAllowed(string message, params string[] args)
    {
        var text = await CommandLineResult.RunAsync(NoContext, args);

        Assert.Equal(SafeMigrationsExitCode.Usage, text.ExitCode);
        Assert.Equal("", text.Out);
        Assert.StartsWith("error: " + message, text.Error, StringComparison.Ordinal);
        Assert.EndsWith($"({args[0]} --help shows what is allowed.)\n", text.Error, StringComparison.Ordinal);

        var json = await CommandLineResult.RunAsync(NoContext, [.. args, "--json"]);

        Assert.Equal(SafeMigrationsExitCode.Usage, json.ExitCode);
        Assert.Equal("usage", json.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(2, json.Json.GetProperty("error").GetProperty("exitCode").GetInt32());
        Assert.StartsWith(message, json.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("", json.Error);
    }

    [Fact]
    public async Task WatchAsJson_IsRefused()
    {
        var result = await CommandLineResult.RunAsync(NoContext, "locks", "--watch", "2", "--json");

        Assert.Equal(SafeMigrationsExitCode.Usage, result.ExitCode);
        Assert.Contains("--watch and --json cannot be combined: --json writes one document.", result.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownCommand_IsSaid()
    {
        var result = await CommandLineResult.RunAsync(NoContext, "migrate");

        Assert.Equal(SafeMigrationsExitCode.Usage, result.ExitCode);
        Assert.Contains("'migrate'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ContextThatCannotBeMade_IsAMessage()
    {
        var result = await CommandLineResult.RunAsync(NoContext, "status");

        Assert.Equal(SafeMigrationsExitCode.Usage, result.ExitCode);
        Assert.Equal("error: The DbContext cannot be made: no setting. Look at the function that is given to SafeMigrations.RunAsync, and at --connection.\n", result.Error);

        var none = await CommandLineResult.RunAsync(static () => null!, "status");

        Assert.Equal(SafeMigrationsExitCode.Usage, none.ExitCode);
        Assert.Equal("error: The function that is given to SafeMigrations.RunAsync returned null instead of a DbContext.\n", none.Error);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("dry-run")]
    [InlineData("apply")]
    [InlineData("rollback", "0")]
    [InlineData("status")]
    [InlineData("locks")]
    [InlineData("preflight")]
    [InlineData("verify")]
    [InlineData("table-stats")]
    [InlineData("forget", "Migration1")]
    public async Task ServerThatIsNotThere_IsExitCode3(params string[] args)
    {
        var result = await CommandLineResult.RunAsync(static () => new MigratingContext("Host=127.0.0.1;Port=1;Database=shop;Username=postgres", Orders.First), args);

        Assert.Equal(SafeMigrationsExitCode.Connection, result.ExitCode);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Contains("Check the connection string", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_ShowsTheException()
    {
        var result = await CommandLineResult.RunAsync(static () => new MigratingContext("Host=127.0.0.1;Port=1;Database=shop;Username=postgres", Orders.First), "status", "--verbose");

        Assert.Equal(SafeMigrationsExitCode.Connection, result.ExitCode);
        Assert.Contains("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_MustNotBeNull()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(static () => SafeMigrations.RunAsync(null!, NoContext));
        await Assert.ThrowsAsync<ArgumentNullException>(static () => SafeMigrations.RunAsync([], null!));
    }

    private static DbContext NoContext() => throw new InvalidOperationException("no setting.");
}
