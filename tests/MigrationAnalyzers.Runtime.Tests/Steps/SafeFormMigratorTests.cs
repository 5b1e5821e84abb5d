using System.Collections.Immutable;
using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Execution;
using MigrationAnalyzers.Runtime.Steps;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Steps;

/// <summary>
/// Each safe form with SafeMigrator ends with the same database as the operation that it stands for, also when any number of its phases have run before, of which the
/// journal knows nothing.
/// </summary>
public sealed class SafeFormMigratorTests
{
    public static TheoryData<string, int> CasesAndServers => SafeFormDatabase.CasesAndServers;

    [Theory]
    [MemberData(nameof(CasesAndServers))]
    public async Task SafeMigrator_LeavesTheSameDatabaseAsTheUnsafeForm(string name, int major)
    {
        var form = SafeFormCases.All.Single(c => c.Name == name);
        await using var database = await (await PostgresServer.SharedAsync(major)).CreateDatabaseAsync();
        var wanted = await SafeFormDatabase.UnsafeAsync(database, form);
        await SafeFormDatabase.ResetAsync(database, form);
        var count = (await PhasesAsync(database, form)).Length;
        foreach (var done in SafeFormDatabase.Interruptions(major, count))
        {
            await SafeFormDatabase.ResetAsync(database, form);
            await using (var connection = await database.OpenAsync())
            {
                foreach (var phase in (await PhasesAsync(database, form)).Take(done))
                {
                    await RunAsync(connection, phase);
                }
            }

            await using var context = new MigratingContext(database, TestMigration.Number(1, form.Safe));
            await new SafeMigrator(context).ApplyAsync();
            Assert.Equal(wanted, await SafeFormDatabase.SnapshotAsync(database, form));
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
    private static async Task<ImmutableArray<StepPhase>> PhasesAsync(PostgresDatabase database, SafeFormCase form)
    {
        var builder = new MigrationBuilder("Npgsql.EntityFrameworkCore.PostgreSQL");
        form.Safe(builder);
        var step = Assert.IsAssignableFrom<SafeStep>(builder.Operations[0][SafeStep.Annotation]);
        Assert.All(builder.Operations, o => Assert.Same(step, o[SafeStep.Annotation]));
        await using var connection = await database.OpenAsync();
        return await step.PhasesAsync(new StepContext(connection), default);
    }
}
