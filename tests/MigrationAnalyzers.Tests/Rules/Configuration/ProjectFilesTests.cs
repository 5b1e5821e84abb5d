using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.Testing;

namespace MigrationAnalyzers.Tests.Rules.Configuration;

/// <summary>What table sizes and the baseline do to a rule's findings.</summary>
public sealed class ProjectFilesTests() : RuleTest("DBM1001")
{
    private const string Sizes = "/0/shop.tablestats.json";
    private const string Baseline = "/0/migration-analyzers.baseline";
    private const string Index = """migrationBuilder.CreateIndex("ix", "orders", "a");""";
    private const string Marked = """migrationBuilder.[|CreateIndex|]("ix", "orders", "a");""";

    private static string SizeOf(string table, string rows) => $$"""{ "format": 1, "tables": [ { "table": "{{table}}", "rows": {{rows}}, "totalBytes": 3328599654 } ] }""";

    [Fact]
    public Task KnownSize_IsSaid() => Up(Marked).WithFile(Sizes, SizeOf("orders", "14000000")).VerifyMessageAsync(
        "Building index ix on the existing table orders (about 14 M rows, 3.1 GB) holds a SHARE lock: writes wait until the index is built");

    [Fact]
    public async Task FewRows_AreSilent()
    {
        const string Small = """{ "format": 1, "tables": [ { "schema": "public", "table": "orders", "rows": 9999 } ] }""";

        await Up(Index).WithFile(Sizes, Small).VerifyAsync();
        await File("CREATE INDEX ix ON orders (a);").WithFile(Sizes, Small).VerifyAsync();
        await Up(Marked).WithFile(Sizes, Small).With("large_table_rows", "100").VerifyAsync();
        await Up(Marked).WithFile(Sizes, Small).WithProperty("MigrationAnalyzersLargeTableRows", "0").VerifyAsync();
    }

    [Fact]
    public Task OtherTables_MayBeLarge() => Up(Marked).WithFile(Sizes, SizeOf("Orders", "5")).VerifyAsync();

    [Fact]
    public Task BrokenFile_GivesNoSizes() => Up(Marked).WithFile(Sizes, """{ "format": 1, "tables": [ { "table": "orders", "rows": 5 }, { } ] }""").VerifyAsync();

    [Fact]
    public async Task Baseline_AcceptsTheFirstFindings()
    {
        await Up(Index).WithFile(Baseline, "20240102030405_Test DBM1001 1").VerifyAsync();
        await Up(Index + Marked.Replace("ix", "iy", StringComparison.Ordinal)).WithFile(Baseline, "20240102030405_Test DBM1001 1").VerifyAsync();
        await Up(Marked).WithFile(Baseline, "20240102030405_Test DBM1002 1\n20240101000000_Other DBM1001 1").VerifyAsync();
        await File("CREATE INDEX ix ON orders (a);").WithFile(Baseline, "20240102_test DBM1001 1").VerifyAsync();
    }

    [Fact]
    public void MigrationThatIsAskedForTwice_IsAcceptedTwice()
    {
        var files = new ProjectFiles([new TestAdditionalText(Baseline, "20240101_A DBM1001 1")]);
        var finding = new Finding(MigrationRules.InfoOf("DBM1001"), new Origin(FrontEnd.SqlFile, SourceLocation.None), []);

        Assert.Empty(files.WithoutAccepted("20240101_A", [finding]));
        Assert.Empty(files.WithoutAccepted("20240101_A", [finding]));
        Assert.Equal("20240101_A DBM1001", Assert.Single(files.WithoutAccepted("20240101_A", [finding, finding])).Properties["Baseline"]);
        Assert.Empty(files.UnusedLines());
    }
}
