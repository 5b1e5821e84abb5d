using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.LockLab.Facts;

namespace MigrationAnalyzers.LockLab.Verifying;

/// <summary>What became of the comparison of a case, over all its versions.</summary>
internal enum Verdict
{
    /// <summary>On each version the prediction is what was measured.</summary>
    Agrees,

    /// <summary>The engine says that it does not know something, and what it predicts is a part of what was measured.</summary>
    Unknown,

    Disagrees,
}

/// <summary>The comparison of one case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Verdict">Over all versions.</param>
/// <param name="Differences">One line for each group of versions that differ alike.</param>
internal sealed record Comparison(LockCase Case, Verdict Verdict, IReadOnlyList<string> Differences);

/// <summary>Holds the engine's effects against measured cases.</summary>
internal static class Verification
{
    /// <summary>The cases that were measured on a version that the engine knows.</summary>
    public static IEnumerable<Comparison> Compare(IEnumerable<LockCase> cases) => cases.Select(Compare).OfType<Comparison>();

    private static Comparison? Compare(LockCase lockCase)
    {
        var (verdict, isMeasured) = (Verdict.Agrees, false);
        var differences = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var result in lockCase.Results)
        {
            foreach (var version in result.Versions.Where(static v => v >= EffectOptions.OldestMajor))
            {
                isMeasured = true;
                var prediction = Prediction.Of(lockCase, version);
                var (predicted, observed) = (prediction.Effect, prediction.Observed(result));
                if (predicted.Equals(observed))
                {
                    continue;
                }

                var isUnknown = prediction.Unknown is not null && predicted.IsAtMost(observed);
                verdict = isUnknown && verdict != Verdict.Disagrees ? Verdict.Unknown : Verdict.Disagrees;
                var text = $"predicted <{Text(predicted, prediction.Error)}>, measured <{Text(observed, result.Error)}>"
                    + (isUnknown ? $", because {prediction.Unknown}" : "");
                differences.TryAdd(text, []);
                differences[text].Add(version);
            }
        }

        return isMeasured ? new Comparison(lockCase, verdict, [.. differences.Select(static d => $"{string.Join(", ", d.Value.Order())}: {d.Key}")]) : null;
    }

    private static string Text(ObservedEffect effect, string? error) => error is null ? effect.ToString() : $"error: {error}";
}
