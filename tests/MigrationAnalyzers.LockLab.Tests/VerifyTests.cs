using MigrationAnalyzers.LockLab.Facts;
using MigrationAnalyzers.LockLab.Verifying;
using Xunit.Abstractions;

namespace MigrationAnalyzers.LockLab.Tests;

/// <summary>Holds the effects against what live servers did, case by case and version by version.</summary>
public sealed class VerifyTests(ITestOutputHelper output)
{
    /// <summary>Cases of which the engine says that SQL alone does not tell, as a share of all.</summary>
    private const double LargestShareOfUnknown = 0.02;

    private const int CasesFromBefore = 381;
    private const int LeastCasesOfOurOwn = 150;

    public static TheoryData<string> Files => [.. RepositoryFiles.MeasuredFiles.Select(static f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Effects_AgreeWithLiveServers(string file)
    {
        var comparisons = Verification.Compare(Cases(file)).ToList();

        foreach (var comparison in comparisons.Where(static c => c.Verdict != Verdict.Agrees))
        {
            output.WriteLine($"{comparison.Verdict}: {comparison.Case.Name} || {string.Join("; ", comparison.Case.Ddl)}\n    {string.Join("\n    ", comparison.Differences)}");
        }

        Assert.DoesNotContain(comparisons, static c => c.Verdict == Verdict.Disagrees);
        Assert.NotEmpty(comparisons);
    }

    /// <summary>One more must be explained here: the list is short on purpose.</summary>
    [Fact]
    public void UnknownCases_AreThese()
    {
        var comparisons = Verification.Compare(AllCases()).ToList();
        var unknown = comparisons.Where(static c => c.Verdict == Verdict.Unknown).Select(static c => c.Case.Name).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(UnknownCases.Reasons.Keys.Order(StringComparer.Ordinal), unknown);
        Assert.True(unknown.Count <= comparisons.Count * LargestShareOfUnknown, $"{unknown.Count} of {comparisons.Count} are unknown.");
    }

    /// <summary>A scan that is saved is said to be saved, and by what.</summary>
    [Fact]
    public void ProofsOfNotNull_AreSeenWhereTheServerSeesThem()
    {
        var differing =
            from lockCase in AllCases()
            from result in lockCase.Results.Where(static r => r.Error is null)
            from version in result.Versions.Where(static v => v >= 13)
            let isProved = result.Messages.Any(static m => m.StartsWith("PROVED[", StringComparison.Ordinal))
            let prediction = Prediction.Of(lockCase, version)
            where prediction.Unknown is null && isProved != prediction.ProvedBy is not null
            select $"{lockCase.Name} on {version}: the server {(isProved ? "had a proof" : "had no proof")}";

        Assert.Empty(differing);
    }

    [Fact]
    public void Data_IsTheCasesFromBeforeAndManyOfOurOwn()
    {
        var counts = RepositoryFiles.MeasuredFiles.ToDictionary(static f => Path.GetFileName(f), static f => LockCaseFile.Read(f).Length);

        Assert.Equal(CasesFromBefore, counts["lock-facts.json"]);
        Assert.True(counts.Values.Sum() - CasesFromBefore >= LeastCasesOfOurOwn);
    }

    [Fact]
    public void Names_TellAllCasesApart()
    {
        var twice = AllCases().GroupBy(static c => c.Name, StringComparer.Ordinal).Where(static g => g.Count() > 1).Select(static g => g.Key);

        Assert.Empty(twice);
    }

    /// <summary>What the comparison looks at is not lost on the way: a changed measurement disagrees.</summary>
    [Theory]
    [InlineData("add check", "locks")]
    [InlineData("add check", "scan")]
    [InlineData("add identity always", "rewrite")]
    [InlineData("add unique", "build")]
    [InlineData("add fk", "fkscan")]
    [InlineData("add check", "error")]
    public void ChangedMeasurement_Disagrees(string name, string what)
    {
        var lockCase = AllCases().Single(c => c.Name == name);
        var changed = lockCase with { Results = [.. lockCase.Results.Select(r => Change(r, what))] };

        Assert.Equal(Verdict.Agrees, Assert.Single(Verification.Compare([lockCase])).Verdict);
        Assert.Equal(Verdict.Disagrees, Assert.Single(Verification.Compare([changed])).Verdict);
    }

    private static LockResult Change(LockResult result, string what) => what switch
    {
        "locks" => result with { Locks = result.Locks + " p:AS" },
        "scan" => result with { Messages = [] },
        "rewrite" => result with { Rewritten = [] },
        "build" => result with { Messages = [] },
        "fkscan" => result with { Messages = [] },
        "error" => result with { Error = "something" },
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    private static IEnumerable<LockCase> AllCases() => LockCaseFile.Read(RepositoryFiles.MeasuredFiles);

    private static LockCase[] Cases(string file) => LockCaseFile.Read(RepositoryFiles.MeasuredFiles.Single(f => Path.GetFileName(f) == file));
}
