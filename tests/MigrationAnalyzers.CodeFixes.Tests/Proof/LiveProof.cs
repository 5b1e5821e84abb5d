using System.Collections.Concurrent;
using MigrationAnalyzers.CodeFixes.Tests.Cases;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>A case on a live server: both forms, each from a copy of the same start, there and back.</summary>
internal sealed record LiveProof(LiveStart Start, LiveRun Before, LiveRun After)
{
    private static readonly ConcurrentDictionary<(FixCase, int), Lazy<Task<LiveProof>>> s_proofs = [];

    public static Task<LiveProof> OfAsync(FixCase fixCase, int major) =>
        s_proofs.GetOrAdd((fixCase, major), static key => new(() => RunAsync(key.Item1, key.Item2))).Value;

    private static async Task<LiveProof> RunAsync(FixCase fixCase, int major)
    {
        var forms = await LiveForms.OfAsync(fixCase, major);
        return new LiveProof(
            forms.Start,
            await LiveRun.RunAsync(forms.Start, forms.Before.Up, forms.Before.Down, fixCase.Question),
            await LiveRun.RunAsync(forms.Start, forms.After.Up, forms.After.Down, fixCase.Question));
    }
}
