using MigrationAnalyzers.PostgresServers;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Steps;

/// <summary>
/// Each safe form as plain SQL ends with the same database as the operation that it stands for, also after an interruption at any command and when it runs again.
/// </summary>
public sealed class SafeFormPlainSqlTests
{
    public static TheoryData<string, int> CasesAndServers => SafeFormDatabase.CasesAndServers;

    [Theory]
    [MemberData(nameof(CasesAndServers))]
    public async Task PlainSql_LeavesTheSameDatabaseAsTheUnsafeForm(string name, int major)
    {
        var form = SafeFormCases.All.Single(c => c.Name == name);
        await using var database = await (await PostgresServer.SharedAsync(major)).CreateDatabaseAsync();
        var commands = PlainRunner.Commands(form.Safe);
        if (!form.IsPlain(major))
        {
            await SafeFormDatabase.ResetAsync(database, form);
            var before = await SafeFormDatabase.SnapshotAsync(database, form);
            var error = await Assert.ThrowsAsync<PostgresException>(() => PlainRunner.RunAsync(database, commands));
            Assert.Contains("SafeMigrator", error.MessageText, StringComparison.Ordinal);
            Assert.Equal(before, await SafeFormDatabase.SnapshotAsync(database, form));
            return;
        }

        var wanted = await SafeFormDatabase.UnsafeAsync(database, form);
        foreach (var done in SafeFormDatabase.Interruptions(major, commands.Count))
        {
            await SafeFormDatabase.ResetAsync(database, form);
            await PlainRunner.RunAsync(database, commands.Take(done));
            await PlainRunner.RunAsync(database, commands);
            Assert.Equal(wanted, await SafeFormDatabase.SnapshotAsync(database, form));
        }
    }
}
