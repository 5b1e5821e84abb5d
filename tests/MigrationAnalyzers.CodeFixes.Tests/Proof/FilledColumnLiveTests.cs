using MigrationAnalyzers.CodeFixes.Tests.Cases;
using MigrationAnalyzers.CodeFixes.Tests.RandomMigrations;
using MigrationAnalyzers.Engine.Effects;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>A split and a merge with the fixes of all their findings, in whichever order: the rows are filled in batches elsewhere, limits are set, indexes go by themselves.</summary>
public class FilledColumnLiveTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var name in (string[])["split column", "split required column whose Down does not know how to put it together", "merged columns of a schema"])
            {
                for (var seed = 0; seed < 4; seed++)
                {
                    cases.Add("DBM3003 " + name, seed);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AllFixes_LeaveTheSameColumnsAndRows(string name, int seed)
    {
        var fixedCase = await FixedCase.OfAsync(FixCases.Find(name));
        var workspace = fixedCase.Start;

        var applied = await new FixOrder(seed).TakeAllAsync(workspace);

        var story = string.Join('\n', applied);
        Assert.True(applied.Length > 1, story);
        Assert.Empty(await workspace.ErrorsAsync());
        var major = seed % 2 == 0 ? EffectOptions.NewestMajor : EffectOptions.OldestMajor;
        var (old, now) = (await RunAsync(fixedCase, await fixedCase.AssemblyBefore, major), await RunAsync(fixedCase, await EfCommands.CompileAsync(workspace.Project), major));
        Assert.True(now.Error is null, $"{now.Error}\n{story}");
        Assert.Equal(old.There!.Catalog, now.There!.Catalog);
        Assert.Equal(old.There.Data, now.There.Data);
        Assert.Equal(old.Back!.Data, now.Back!.Data);
    }

    private static async Task<LiveRun> RunAsync(FixedCase fixedCase, byte[] assembly, int major)
    {
        var migrations = EfCommands.Of(assembly, major, withDown: true);
        var start = await LiveStart.OfAsync(major, migrations.Take(2), fixedCase.Case.Rows);
        return await LiveRun.RunAsync(start, migrations.Skip(2).Select(static m => m.Up), migrations.Skip(2).Reverse().Select(static m => m.Down));
    }
}
