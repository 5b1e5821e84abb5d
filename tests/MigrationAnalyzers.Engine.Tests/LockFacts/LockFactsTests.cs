using System.Globalization;
using MigrationAnalyzers.Engine.Effects;
using Xunit.Abstractions;

namespace MigrationAnalyzers.Engine.Tests.LockFacts;

/// <summary>Holds the effects against what live servers did, case by case and version by version.</summary>
public sealed class LockFactsTests(ITestOutputHelper output)
{
    /// <summary>How many of the case and version pairs agree. It may only grow.</summary>
    private const int Agreed = 2268;

    [Fact]
    public void Effects_AgreeWithLiveServers()
    {
        var (exact, atLeast, total) = (0, 0, 0);
        foreach (var fact in LockFact.LoadAll())
        {
            var disagreements = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
            foreach (var result in fact.Results)
            {
                foreach (var version in result.Versions.Where(static v => v >= EffectOptions.OldestMajor))
                {
                    total++;
                    var prediction = LockFactPrediction.Of(fact, version);
                    var (predicted, observed) = (prediction.Effect, prediction.Observed(result));
                    if (predicted.Equals(observed))
                    {
                        exact++;
                    }
                    else if (prediction.IsAtLeast && predicted.IsAtMost(observed))
                    {
                        atLeast++;
                    }
                    else
                    {
                        var text = $"predicted <{(prediction.Error is { } error ? "error: " + error : predicted.ToString())}> but was <{(result.Error is { } real ? "error: " + real : observed.ToString())}>";
                        disagreements.TryAdd(text, []);
                        disagreements[text].Add(version);
                    }
                }
            }

            foreach (var (text, versions) in disagreements)
            {
                output.WriteLine($"{fact.Name} || {string.Join("; ", fact.Ddl)} || {string.Join(",", versions.Order())}: {text}");
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{exact} exactly + {atLeast} at least = {exact + atLeast} of {total} agree"));
        Assert.True(exact + atLeast >= Agreed, $"{exact + atLeast} of {total} agree, where {Agreed} did before.");
    }
}
