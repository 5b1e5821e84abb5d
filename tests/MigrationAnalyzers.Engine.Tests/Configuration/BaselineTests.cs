using MigrationAnalyzers.Engine.Configuration;

namespace MigrationAnalyzers.Engine.Tests.Configuration;

public sealed class BaselineTests
{
    [Fact]
    public void Lines_AreMigrationRuleAndCount()
    {
        const string Text = "# accepted in January\r\n\r\n  20240101_A  DBM1001\t2 # two\r\nV1__add index DBM1002 1\n20240101_A DBM1001 3";

        var (baseline, problems) = Baseline.Read(Text, static _ => true);

        Assert.Empty(problems);
        Assert.Equal(
            [("20240101_A", "DBM1001", 2, "20240101_A  DBM1001\t2"), ("V1__add index", "DBM1002", 1, "V1__add index DBM1002 1"), ("20240101_A", "DBM1001", 3, "20240101_A DBM1001 3")],
            baseline.Entries.Select(static e => (e.Migration, e.Rule, e.Count, Text.Substring(e.Start, e.Length))));
        Assert.Equal(5, baseline.Counts[("20240101_A", "DBM1001")]);
    }

    [Theory]
    [InlineData("20240101_A DBM1001", "a line has the id of a migration, that of a rule, and how many findings there are")]
    [InlineData("20240101_A DBM9999 1", "there is no rule DBM9999")]
    [InlineData("20240101_A DBM1001 0", "'0' is no count of findings")]
    [InlineData("20240101_A DBM1001 -1", "'-1' is no count of findings")]
    [InlineData("20240101_A DBM1001 all", "'all' is no count of findings")]
    public void WrongLine_IsNamedAndTheOthersHold(string line, string message)
    {
        var text = "20240101_B DBM1001 1\n " + line + " # why\n20240101_C DBM1001 1\n";

        var (baseline, problems) = Baseline.Read(text, static rule => rule != "DBM9999");

        var problem = Assert.Single(problems);
        Assert.Equal((line, message), (text.Substring(problem.Start, problem.Length), problem.Message));
        Assert.Equal(["20240101_B", "20240101_C"], baseline.Entries.Select(static e => e.Migration));
    }

    [Theory]
    [InlineData("migration-analyzers.baseline", true)]
    [InlineData("/a/b/migration-analyzers.baseline", true)]
    [InlineData(@"C:\a\migration-analyzers.baseline", true)]
    [InlineData("/a/old-migration-analyzers.baseline", false)]
    [InlineData("/a/migration-analyzers.baseline.txt", false)]
    public void File_IsKnownByItsName(string path, bool expected) => Assert.Equal(expected, Baseline.IsFile(path));
}
