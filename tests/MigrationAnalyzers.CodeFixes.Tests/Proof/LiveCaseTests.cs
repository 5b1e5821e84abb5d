using MigrationAnalyzers.CodeFixes.Tests.Cases;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>
/// Every fix on a live server: the same schema and rows as without it, the way back leads to the start, and nobody waits while PostgreSQL builds, scans or rewrites. What the commands lock
/// and do is read from the server itself, so that nothing depends on how quick the machine is.
/// </summary>
public abstract class LiveCaseTests(int major)
{
    public static TheoryData<string> Names => FixCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task FixedForm_LeavesTheSameAndLetsWritersGoOn(string name)
    {
        var fixCase = FixCases.Find(name);
        if (major < fixCase.OldestMajor)
        {
            return;
        }

        var proof = await LiveProof.OfAsync(fixCase, major);
        var (before, after) = (proof.Before, proof.After);

        Assert.Null(after.Error);
        if (fixCase is { BlocksAfter: true, FailsBefore: not null })
        {
            Assert.NotEmpty(after.Blocking);
        }
        else
        {
            // What is left is a part of the same work, under no stronger a lock.
            Assert.Equal(fixCase.BlocksAfter, !after.Blocking.IsEmpty);
            Assert.All(after.Blocking, left => Assert.Contains(before.Blocking, w => w.Kind == left.Kind && w.On == left.On && w.Lock >= left.Lock));
        }

        Assert.Equal(fixCase.FailsBefore, before.Error?.SqlState);
        Assert.Equal(fixCase.BlocksBefore, !before.Blocking.IsEmpty);
        if (fixCase.FailsBefore is null)
        {
            Assert.Equal(before.Answer, after.Answer);
            RequireSame(fixCase.SameCatalog, before.There!.Catalog, after.There!.Catalog);
            RequireSame(fixCase.SameData, before.There.Data, after.There.Data);
        }

        if (fixCase.NoWayBack is null && !fixCase.IsSqlFile)
        {
            Assert.Equal(proof.Start.State.Catalog, after.Back!.Catalog);
            if (fixCase is { FailsBefore: null, DownAfter: null, SameData: true })
            {
                Assert.Equal(before.Back!.Data, after.Back.Data);
            }
        }
    }

    private static void RequireSame(bool same, string before, string after)
    {
        if (same)
        {
            Assert.Equal(before, after);
        }
        else
        {
            Assert.NotEqual(before, after);
        }
    }
}
