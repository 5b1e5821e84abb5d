using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Tests.Cases;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using PgQuery;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>Migrations as commands, in their order there and back; each has transactions of its own. No way back: it is not to be gone.</summary>
internal sealed record LiveForm(ImmutableArray<ImmutableArray<EfCommand>> Up, ImmutableArray<ImmutableArray<EfCommand>> Down);

/// <summary>Both forms of a case, and the database that they start from.</summary>
internal sealed record LiveForms(LiveStart Start, LiveForm Before, LiveForm After)
{
    public static async Task<LiveForms> OfAsync(FixCase fixCase, int major)
    {
        if (fixCase.Tablespace is { } tablespace)
        {
            await LiveTablespace.RequireAsync(major, tablespace);
        }

        var fixedCase = await FixedCase.OfAsync(fixCase);
        var before = EfCommands.Of(await fixedCase.AssemblyBefore, major, withDown: fixCase.NoWayBack is null);
        var start = await LiveStart.OfAsync(major, before.Where(IsBehind), fixCase.Rows);
        return fixCase.IsSqlFile
            ? new LiveForms(start, new LiveForm([.. StatementsOf(fixCase.SqlFile!)], []), new LiveForm([.. StatementsOf(fixCase.SqlFileAfter!)], []))
            : new LiveForms(start, FormOf(fixCase, before), FormOf(fixCase, EfCommands.Of(await fixedCase.AssemblyAfter, major, withDown: fixCase.NoWayBack is null)));
    }

    private static LiveForm FormOf(FixCase fixCase, ImmutableArray<EfMigration> all)
    {
        var migrations = all.Where(static m => !IsBehind(m)).ToList();
        var up = migrations.Select(static m => m.Up);
        return new LiveForm(
            fixCase.EfCore == 9 ? [[.. up.SelectMany(static c => c)]] : [.. up],
            fixCase.NoWayBack is null ? [.. migrations.AsEnumerable().Reverse().Select(static m => m.Down)] : []);
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
