using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.PostgresServers.Catalog;

namespace MigrationAnalyzers.Runtime.Tests.Steps;

/// <summary>A database that is set up for a safe form again and again.</summary>
internal static class SafeFormDatabase
{
    private static readonly string[] Own = ["__EFMigrationsHistory", "__SafeMigrationsJournal"];

    /// <summary>What each safe form is tested on: the oldest server, one in the middle, where it is interrupted at every point, and the newest.</summary>
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

    /// <summary>The points up to which an interrupted run came; the last one is the end.</summary>
    public static IEnumerable<int> Interruptions(int major, int parts) => major == 15 ? Enumerable.Range(0, parts + 1) : [0, parts];

    /// <summary>What the unsafe form leaves.</summary>
    public static async Task<string> UnsafeAsync(PostgresDatabase database, SafeFormCase form)
    {
        await ResetAsync(database, form);
        await PlainRunner.RunAsync(database, PlainRunner.Commands(form.Unsafe));
        return await SnapshotAsync(database, form);
    }

    public static Task ResetAsync(PostgresDatabase database, SafeFormCase form) =>
        database.ExecuteAsync(["DROP SCHEMA IF EXISTS \"Log\", public CASCADE", "CREATE SCHEMA public", .. form.Setup]);

    public static async Task<string> SnapshotAsync(PostgresDatabase database, SafeFormCase form)
    {
        await using var connection = await database.OpenAsync();
        var snapshot = await CatalogSnapshot.CaptureAsync(connection, new CatalogSnapshotOptions { IncludeData = true, ExcludedTables = Own });
        return string.Join('\n', snapshot.Lines.Where(l => form.MayDiffer is not { } other || !l.StartsWith(other, StringComparison.Ordinal)));
    }
}
