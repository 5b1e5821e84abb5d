namespace MigrationAnalyzers.Tests.Rules.Sql;

public sealed class DBM7002UnknownTextTests() : RuleTest("DBM7002")
{
    [Theory]
    [InlineData("""migrationBuilder.Sql([|File.ReadAllText("é.sql")|]);""", "it is read from a file at run time (File.ReadAllText)")]
    [InlineData(
        """migrationBuilder.Sql("DROP TABLE é" + [|Environment.GetEnvironmentVariable("T")|]);""",
        "it depends on the machine that runs the migration (Environment.GetEnvironmentVariable)")]
    [InlineData("""migrationBuilder.Sql($"DROP TABLE é{[|Guid.NewGuid()|]}");""", "the result of 'Guid.NewGuid' is not known")]
    [InlineData("""migrationBuilder.Sql($"DROP TABLE {[|DateTime.Now|].Year}");""", "the value of 'DateTime.Now' is not known")]
    public Task TextThatIsNotKnown_IsAnInfoWithTheReason(string body, string reason) =>
        Up(body).VerifyInfoAsync("This SQL is not checked: " + reason);

    [Fact]
    public Task LoopVariable_IsNotKnown() =>
        Up("""foreach (var t in Environment.GetCommandLineArgs()) migrationBuilder.Sql("DROP TABLE " + [|t|]);""")
            .VerifyInfoAsync("This SQL is not checked: the value of the loop variable 't' is not known");

    [Theory]
    [InlineData("""migrationBuilder.Sql("SELECT 1");""")]
    [InlineData("""const string T = "t"; migrationBuilder.Sql($"ANALYZE {T}");""")]
    [InlineData("""foreach (var t in new[] { "a", "b" }) { migrationBuilder.Sql("ANALYZE " + t); }""")]
    [InlineData("""migrationBuilder.Sql(Sql("t")); static string Sql(string table) => $"ANALYZE {table}";""")]
    [InlineData("""migrationBuilder.Sql("ANALYZE X".Replace("X", "t"));""")]
    [InlineData("""if (!migrationBuilder.IsNpgsql()) { migrationBuilder.Sql(File.ReadAllText("a.sql")); }""")]
    public Task KnownText_IsSilent(string body) => Up(body).VerifyAsync();

    [Fact]
    public Task Down_IsCheckedToo() => Down("""migrationBuilder.Sql([|File.ReadAllText("a.sql")|]);""").VerifyInfoAsync();
}
