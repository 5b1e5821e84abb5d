using System.Globalization;
using MigrationAnalyzers.Engine.Effects;
using Xunit.Abstractions;

namespace MigrationAnalyzers.Engine.Tests.LockFacts;

/// <summary>Holds the effects against what live servers did, case by case and version by version.</summary>
public sealed class LockFactsTests(ITestOutputHelper output)
{
    /// <summary>
    /// How many runs of a case on a version are predicted only in part, because something is said not to be known. It may only shrink.
    /// </summary>
    private const int AtLeast = 42;

    /// <summary>The cases that are not predicted, and why.</summary>
    private static readonly Dictionary<string, string> NotPredicted = new(StringComparer.Ordinal)
    {
        ["add col default unique fails"] = "It depends on the number of rows: one row, and it succeeds.",
        ["type varchar(50) -> text trigger column dep"] = "The columns of a trigger are not read.",
        ["type varchar(50) -> text RLS policy dep"] = "The columns of a policy are not read.",
        ["rename view"] = "The new name of a view is not read, and servers list the lock under it.",
        ["enum add value + use same tx"] = "The values that DML writes are not read.",
        ["enum create type + add value + use same tx"] = "The values that a query uses are not read.",
        ["create or replace view drop col"] = "The columns that a view returns are not read.",
        ["create or replace view rename col"] = "The columns that a view returns are not read.",
        ["alter table set access method tsx"] = "Which access methods a server has is not known.",
    };

    [Fact]
    public void Effects_AgreeWithLiveServers()
    {
        var (exact, atLeast, total) = (0, 0, 0);
        var disagreeing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var fact in LockFact.LoadAll())
        {
            var differences = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
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
                        continue;
                    }

                    var isAtLeast = prediction.IsAtLeast && predicted.IsAtMost(observed);
                    var text = $"{(isAtLeast ? "at least" : "predicted")} <{prediction.Error ?? predicted.ToString()}> but was <{result.Error ?? observed.ToString()}>";
                    differences.TryAdd(text, []);
                    differences[text].Add(version);
                    if (isAtLeast)
                    {
                        atLeast++;
                    }
                    else
                    {
                        disagreeing.Add(fact.Name);
                    }
                }
            }

            foreach (var (text, versions) in differences)
            {
                output.WriteLine($"{fact.Name} || {string.Join("; ", fact.Ddl)} || {string.Join(",", versions.Order())}: {text}");
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{exact} exactly + {atLeast} at least = {exact + atLeast} of {total} agree"));
        Assert.Equal(NotPredicted.Keys.Order(StringComparer.Ordinal), disagreeing);
        Assert.True(atLeast <= AtLeast, $"{atLeast} runs are predicted only in part, where {AtLeast} were before.");
        Assert.True(total > 2500);
    }
}
