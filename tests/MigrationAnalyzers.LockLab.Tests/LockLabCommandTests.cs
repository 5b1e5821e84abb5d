using MigrationAnalyzers.LockLab.Facts;

namespace MigrationAnalyzers.LockLab.Tests;

public sealed class LockLabCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lock-lab-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task MeasuredFile_IsVerified()
    {
        var (cases, facts) = (Path.Combine(_folder, "cases.json"), Path.Combine(_folder, "facts.json"));
        await File.WriteAllTextAsync(cases, """[ { "name": "a check", "ddl": ["alter table t add constraint ck check (a > 0)"] } ]""");

        var (measureCode, measured, _) = await RunAsync("measure", "--versions", "12,18", cases, facts);
        var (verifyCode, verified, _) = await RunAsync("verify", facts);

        Assert.Equal((0, "measured 2 runs of 1 cases\n"), (measureCode, measured));
        Assert.Equal((0, "agree 1 of 1\n"), (verifyCode, verified));
        Assert.Equal([12, 18], Assert.Single(Assert.Single(LockCaseFile.Read(facts)).Results).Versions);
    }

    [Fact]
    public async Task Disagreement_IsPrintedAndFails()
    {
        var facts = Path.Combine(_folder, "facts.json");
        LockCaseFile.Write(facts, [new LockCase("a check", ["alter table t add constraint ck check (a > 0)"]) { Results = [new LockResult([14, 15], "t:SRE", [], [], null)] }]);

        var (code, output, _) = await RunAsync("verify", facts);

        Assert.Equal(1, code);
        Assert.Equal(
            """
            disagrees: a check || alter table t add constraint ck check (a > 0)
                14, 15: predicted <t:AE scan[t]>, measured <t:SRE>
            agree 0 of 1

            """,
            output);
    }

    [Theory]
    [InlineData("nowhere.json cannot be read: ", "verify", "nowhere.json")]
    [InlineData("--versions 11-18: write major versions from 12 to 18, as in 12-18 or 14,16.", "measure", "--versions", "11-18", "cases.json", "facts.json")]
    [InlineData("--debian 14-15: write one major version, as in 15.", "measure", "--debian", "14-15", "cases.json", "facts.json")]
    [InlineData("measure [--versions 12-18] CASES.json OUT.json", "meassure")]
    [InlineData("measure [--versions 12-18] CASES.json OUT.json")]
    public async Task WrongArguments_AreExplained(string expected, params string[] args)
    {
        var (code, _, error) = await RunAsync(args);

        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "is not in the format of tests/MigrationAnalyzers.LockLab/Data/README.md")]
    [InlineData("""[ { "name": "x" } ]""", "is not in the format of tests/MigrationAnalyzers.LockLab/Data/README.md")]
    public async Task BrokenFile_IsExplained(string text, string expected)
    {
        var file = Path.Combine(_folder, "broken.json");
        await File.WriteAllTextAsync(file, text);

        await WrongArguments_AreExplained(expected, "verify", file);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await LockLabCommand.RunAsync(args, output, error, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
