using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.PostgresServers.Catalog;
using MigrationAnalyzers.Runtime.Execution;
using MigrationAnalyzers.Runtime.Steps;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Steps;

/// <summary>
/// Each safe form ends with the same database as the operation that it stands for, as plain SQL and with SafeMigrator, also after an interruption at any point and when
/// it runs again.
/// </summary>
public sealed class SafeFormTests
{
    private static readonly string[] Own = ["__EFMigrationsHistory", "__SafeMigrationsJournal"];

    public static TheoryData<string, int> CasesAndServers
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var major in (int[])[12, 15, 18])
            {
                foreach (var form in SafeFormCases.All.Where(c => major >= c.From))
                {
                    data.Add(form.Name, major);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(CasesAndServers))]
    public async Task PlainSql_LeavesTheSameDatabaseAsTheUnsafeForm(string name, int major)
    {
        var form = SafeFormCases.All.Single(c => c.Name == name);
        await using var database = await (await PostgresServer.SharedAsync(major)).CreateDatabaseAsync();
        var commands = PlainRunner.Commands(form.Safe);
        if (!form.IsPlain(major))
        {
            await ResetAsync(database, form);
            var before = await SnapshotAsync(database, form);
            var error = await Assert.ThrowsAsync<PostgresException>(() => PlainRunner.RunAsync(database, commands));
            Assert.Contains("SafeMigrator", error.MessageText, StringComparison.Ordinal);
            Assert.Equal(before, await SnapshotAsync(database, form));
            return;
        }

        var wanted = await UnsafeAsync(database, form);

        // From each point where a run may have ended; the last one is a second run.
        foreach (var done in major == 15 ? Enumerable.Range(0, commands.Count + 1) : [commands.Count])
        {
            await ResetAsync(database, form);
            await PlainRunner.RunAsync(database, commands.Take(done));
            await PlainRunner.RunAsync(database, commands);
            Assert.Equal(wanted, await SnapshotAsync(database, form));
        }
    }

    [Theory]
    [MemberData(nameof(CasesAndServers))]
    public async Task SafeMigrator_LeavesTheSameDatabaseAsTheUnsafeForm(string name, int major)
    {
        var form = SafeFormCases.All.Single(c => c.Name == name);
        await using var database = await (await PostgresServer.SharedAsync(major)).CreateDatabaseAsync();
        var wanted = await UnsafeAsync(database, form);
        await ResetAsync(database, form);
        var count = (await PhasesAsync(database, form)).Length;

        foreach (var done in major == 15 ? Enumerable.Range(0, count + 1) : [0, count])
        {
            await ResetAsync(database, form);
            await using (var connection = await database.OpenAsync())
            {
                foreach (var phase in (await PhasesAsync(database, form)).Take(done))
                {
                    await RunAsync(connection, phase);
                }
            }

            await using var context = new MigratingContext(database, TestMigration.Number(1, form.Safe));
            await new SafeMigrator(context).ApplyAsync();
            Assert.Equal(wanted, await SnapshotAsync(database, form));
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, StepPhase phase)
    {
        await using var isDone = new NpgsqlCommand(phase.IsDone ?? "SELECT false", connection);
        if (await isDone.ExecuteScalarAsync() is true)
        {
            return;
        }

        foreach (var sql in phase.Batches is { } write ? [BatchBlock.Write(write, null)] : phase.Sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>The phases on the database as it is now.</summary>
    private static async Task<System.Collections.Immutable.ImmutableArray<StepPhase>> PhasesAsync(PostgresDatabase database, SafeFormCase form)
    {
        var builder = new MigrationBuilder("Npgsql.EntityFrameworkCore.PostgreSQL");
        form.Safe(builder);
        var step = Assert.IsAssignableFrom<SafeStep>(builder.Operations[0][SafeStep.Annotation]);
        Assert.All(builder.Operations, o => Assert.Same(step, o[SafeStep.Annotation]));
        await using var connection = await database.OpenAsync();
        return await step.PhasesAsync(new StepContext(connection), default);
    }

    private static async Task<string> UnsafeAsync(PostgresDatabase database, SafeFormCase form)
    {
        await ResetAsync(database, form);
        await PlainRunner.RunAsync(database, PlainRunner.Commands(form.Unsafe));
        return await SnapshotAsync(database, form);
    }

    private static Task ResetAsync(PostgresDatabase database, SafeFormCase form) =>
        database.ExecuteAsync(["DROP SCHEMA IF EXISTS \"Log\", public CASCADE", "CREATE SCHEMA public", .. form.Setup]);

    private static async Task<string> SnapshotAsync(PostgresDatabase database, SafeFormCase form)
    {
        await using var connection = await database.OpenAsync();
        var snapshot = await CatalogSnapshot.CaptureAsync(connection, new CatalogSnapshotOptions { IncludeData = true, ExcludedTables = Own });
        return string.Join('\n', snapshot.Lines.Where(l => form.MayDiffer is not { } other || !l.StartsWith(other, StringComparison.Ordinal)));
    }
}
