using System.Collections.Concurrent;
using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Tests.Cases;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using PgQuery;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>A case on a live server: both forms, each from a copy of the same start, there and back.</summary>
internal sealed record LiveProof(LiveStart Start, LiveRun Before, LiveRun After)
{
    private static readonly ConcurrentDictionary<(FixCase, int), Lazy<Task<LiveProof>>> s_proofs = [];

    public static Task<LiveProof> OfAsync(FixCase fixCase, int major) =>
        s_proofs.GetOrAdd((fixCase, major), static key => new(() => RunAsync(key.Item1, key.Item2))).Value;

    private static async Task<LiveProof> RunAsync(FixCase fixCase, int major)
    {
        var fixedCase = await FixedCase.OfAsync(fixCase);
        var before = EfCommands.Of(await fixedCase.AssemblyBefore, major);
        var start = await LiveStart.OfAsync(major, before.Where(static m => IsBehind(m)), fixCase.Rows);
        if (fixCase.IsSqlFile)
        {
            return new LiveProof(
                start,
                await LiveRun.RunAsync(start, StatementsOf(fixCase.SqlFile!), [], fixCase.Question),
                await LiveRun.RunAsync(start, StatementsOf(fixCase.SqlFileAfter!), [], fixCase.Question));
        }

        var after = EfCommands.Of(await fixedCase.AssemblyAfter, major);
        return new LiveProof(start, await RunAsync(fixCase, start, before), await RunAsync(fixCase, start, after));
    }

    private static Task<LiveRun> RunAsync(FixCase fixCase, LiveStart start, ImmutableArray<EfMigration> all)
    {
        var migrations = all.Where(static m => !IsBehind(m)).ToList();
        var up = migrations.Select(static m => m.Up);
        return LiveRun.RunAsync(
            start,
            fixCase.EfCore == 9 ? [[.. up.SelectMany(static c => c)]] : up,
            fixCase.NoWayBack is null ? migrations.AsEnumerable().Reverse().Select(static m => m.Down) : [],
            fixCase.Question);
    }

    /// <summary>It belongs to the start.</summary>
    private static bool IsBehind(EfMigration migration) => string.CompareOrdinal(migration.Id, Path.GetFileNameWithoutExtension(ShopSources.ChangePath)) < 0;

    /// <summary>The statements of a file as psql runs it.</summary>
    private static IEnumerable<ImmutableArray<EfCommand>> StatementsOf(string sql)
    {
        List<EfCommand>? transaction = null;
        foreach (var span in PgParser.Split(sql))
        {
            var statement = span.Of(sql);
            var first = FirstWord(statement);
            if (first is "BEGIN" or "START")
            {
                transaction = [];
            }
            else if (first is "COMMIT" or "END" && transaction is not null)
            {
                yield return [.. transaction];
                transaction = null;
            }
            else if (transaction is not null)
            {
                transaction.Add(new EfCommand(statement, TransactionSuppressed: false));
            }
            else
            {
                yield return [new EfCommand(statement, TransactionSuppressed: true)];
            }
        }
    }

    private static string FirstWord(string statement) =>
        new([.. statement.Split('\n').First(static l => l.Trim() is { Length: > 0 } line && !line.StartsWith("--", StringComparison.Ordinal)).Trim().TakeWhile(char.IsLetter).Select(char.ToUpperInvariant)]);
}
