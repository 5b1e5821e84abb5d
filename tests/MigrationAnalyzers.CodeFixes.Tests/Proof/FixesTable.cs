using MigrationAnalyzers.CodeFixes.Tests.Cases;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.PostgresServers.Tracing;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>The table of docs/fixes.md: what the forms did on the oldest server and the newest.</summary>
internal static class FixesTable
{
    public const string Head = """
        | rule | case | runtime | fix | kind | before | after | schema and rows | Up, then Down |
        |---|---|---|---|---|---|---|---|---|

        """;

    public static async Task<string> RowAsync(FixCase fixCase)
    {
        var applied = (await (await FixedCase.OfAsync(fixCase)).FixedAsync).Applied;
        var proofs = new List<(int Major, LiveProof Proof)>();
        foreach (var major in (int[])[EffectOptions.OldestMajor, EffectOptions.NewestMajor])
        {
            if (major >= fixCase.OldestMajor)
            {
                proofs.Add((major, await LiveProof.OfAsync(fixCase, major)));
            }
        }

        var same = (fixCase.SameCatalog, fixCase.SameData) switch
        {
            _ when fixCase.FailsBefore is not null => "",
            (true, true) => "same",
            (true, false) => $"same schema. {fixCase.Difference}",
            _ => fixCase.Difference!,
        };
        string[] cells =
        [
            $"[{fixCase.Rule}](rules/{fixCase.Rule}.md)",
            fixCase.OldestMajor > EffectOptions.OldestMajor ? $"{fixCase.Name} (PostgreSQL {fixCase.OldestMajor} and later)" : fixCase.Name,
            fixCase.Runtime ? "yes" : "",
            string.Join("; ", applied.Select(static a => a.Title)),
            KindOf(fixCase, proofs[^1].Proof),
            OnBoth(proofs, static p => Describe(p.Before)),
            OnBoth(proofs, static p => Describe(p.After)),
            same,
            fixCase.IsSqlFile ? "" : fixCase.NoWayBack ?? "the start",
        ];
        return $"| {string.Join(" | ", cells.Select(static c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |";
    }

    private static string KindOf(FixCase fixCase, LiveProof proof)
    {
        if (!fixCase.NewFiles.IsEmpty)
        {
            return "further migration";
        }

        if (!fixCase.IsSqlFile && fixCase.Up == fixCase.After)
        {
            return "Down";
        }

        return Loops(proof.After) > Loops(proof.Before) ? "batches"
            : proof.Before.Error is null && proof.After.Traces.Length > proof.Before.Traces.Length ? "several"
            : "in place";
    }

    private static int Loops(LiveRun run) => run.Traces.Count(static t => t.Sql.Contains("LOOP", StringComparison.Ordinal) && t.Sql.Contains("COMMIT", StringComparison.Ordinal));

    private static string OnBoth(List<(int Major, LiveProof Proof)> proofs, Func<LiveProof, string> describe)
    {
        var descriptions = proofs.Select(p => (p.Major, Text: describe(p.Proof))).ToList();
        return descriptions.Select(static d => d.Text).Distinct(StringComparer.Ordinal).Count() == 1
            ? descriptions[0].Text
            : string.Join("; ", descriptions.Select(static d => $"{d.Major}: {d.Text}"));
    }

    /// <summary>The strongest lock that writers wait for, and the long work that was done while they did.</summary>
    private static string Describe(LiveRun run)
    {
        if (run.Error is { } error)
        {
            return $"fails ({error.SqlState})";
        }

        // Weaker ones of a command outside of a transaction may be gone when one looks; whoever writes rows takes ROW EXCLUSIVE.
        var locked = run.Strongest is { } strongest and > TableLockMode.ShareUpdateExclusive ? strongest : run.Blocking.IsEmpty ? (TableLockMode?)null : TableLockMode.RowExclusive;
        var text = locked is { } mode
            ? $"`{string.Concat(mode.ToString().Select(static (c, i) => i > 0 && char.IsUpper(c) ? $" {c}" : $"{c}")).ToUpperInvariant()}`"
            : "no lock that a writer waits for";
        return run.Blocking.IsEmpty ? text : $"{text}: {string.Join(", ", run.Blocking.Select(static w => w.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}";
    }
}
