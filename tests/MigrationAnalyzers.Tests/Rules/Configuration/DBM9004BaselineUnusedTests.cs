using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Tests.Rules.Configuration;

public sealed class DBM9004BaselineUnusedTests() : RuleTest("DBM9004")
{
    private const string Path = "/0/migration-analyzers.baseline";

    private const string TwoIndexes = """
        migrationBuilder.CreateIndex("ix_a", "orders", "a");
        migrationBuilder.CreateIndex("ix_b", "orders", "b");
        """;

    [Theory]
    [InlineData("20240102030405_Test DBM1001 2")]
    [InlineData("20240102030405_Test DBM1001 1\n20240102030405_Test DBM1001 1")]
    [InlineData("20240102030405_Test DBM1001 1")]
    [InlineData("# nothing")]
    public Task AsManyAsThereAre_IsSilent(string baseline) => Up(TwoIndexes).WithFile(Path, baseline).VerifyAsync();

    [Theory]
    [InlineData("[|20240102030405_Test DBM1001 3|]", "The baseline accepts 3 of DBM1001 in 20240102030405_Test, and there are only 2: the next one would pass unseen")]
    [InlineData("[|20240102030405_Test DBM1002 1|]", "The baseline accepts 1 of DBM1002 in 20240102030405_Test, and there are only 0: the next one would pass unseen")]
    [InlineData("# gone\n[|20230101_Gone DBM1001 1|]", "The baseline accepts 1 of DBM1001 in 20230101_Gone, and there are only 0: the next one would pass unseen")]
    public Task MoreThanThereAre_IsReportedAtItsLine(string baseline, string message) => Up(TwoIndexes).WithFile(Path, baseline).VerifyInfoAsync(message);

    [Fact]
    public Task SqlFile_CountsToo() => File("CREATE INDEX ix ON orders (a);").WithFile(Path, "20240102_test DBM1001 1\n[|20240102_test DBM1004 1|]").VerifyAsync(DiagnosticSeverity.Info);
}
