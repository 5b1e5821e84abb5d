namespace MigrationAnalyzers.Tests.Rules.Configuration;

public sealed class DBM9002SuppressionWithoutReasonTests() : RuleTest("DBM9002")
{
    private const string Build = "migrationBuilder.CreateIndex(name: \"ix\", table: \"orders\", column: \"a\");\n";

    [Theory]
    [InlineData("[|-- migration-analyzers: allow DBM1001|]\nCREATE INDEX ix ON orders (a);", "DBM1001")]
    [InlineData("[|-- migration-analyzers: allow DBM1001, DBM1002 .|]\r\nCREATE INDEX ix ON orders (a);", "DBM1001, DBM1002")]
    [InlineData("[|/* migration-analyzers: allow-file DBM1001 */|] SELECT 1;", "DBM1001")]
    public async Task Comment_IsFound(string sql, string ids)
    {
        await File("-- é😀\n" + sql).VerifyMessageAsync($"The suppression of {ids} gives no reason, so nothing is suppressed");
        await UpSql("-- é😀\n" + sql).VerifyMessageAsync($"The suppression of {ids} gives no reason, so nothing is suppressed");
    }

    [Fact]
    public Task CommentInAUsedText_IsFoundOnce() => Up("""
        for (var i = 0; i < 2; i++)
        {
            migrationBuilder.Sql("[|/* migration-analyzers: allow DBM1001 */|] CREATE INDEX ix ON orders (a)");
        }
        """).VerifyAsync();

    [Theory]
    [InlineData("#pragma warning disable {0}\n")]
    [InlineData("var x = 1;\n#pragma warning disable CS0168, {0} // Index creation blocks writes\n")]
    [InlineData("//\n#pragma warning disable {0} //\n")]
    public Task Pragma_IsInfo(string pragma) => Up(pragma.Replace("{0}", "[|DBM1001|]", StringComparison.Ordinal).Replace("Index creation blocks writes", Title(), StringComparison.Ordinal) + Build)
        .VerifyInfoAsync("The suppression of DBM1001 gives no reason");

    [Theory]
    [InlineData("#pragma warning disable DBM1001 // the table is empty\n")]
    [InlineData("// The table is empty.\n#pragma warning disable DBM1001\n")]
    [InlineData("#pragma warning disable\n")]
    [InlineData("#pragma warning disable CS0168\n")]
    [InlineData("#pragma warning disable DBM9002, DBM9003\n")]
    [InlineData("#if NEVER\n#pragma warning disable DBM1001\n#endif\n")]
    public Task OtherPragmas_AreSilent(string pragma) => Up(pragma + Build).VerifyAsync();

    [Theory]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Locking\", [|\"DBM1001:Index\"|])]")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute(\"Locking\", [|\"DBM1001\"|], Justification = \" \")]")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Locking\", [|\"DBM1001\"|], Justification = \"<Pending>\")]")]
    public Task Attribute_IsInfo(string attribute) => Members(attribute + "\n" + RuleCase.Method("Up", Build)).VerifyInfoAsync("The suppression of DBM1001 gives no reason");

    [Theory]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Locking\", \"DBM1001\", Justification = \"the table is empty\")]")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Style\", \"IDE0001\")]")]
    public Task OtherAttributes_AreSilent(string attribute) => Members(attribute + "\n" + RuleCase.Method("Up", Build)).VerifyAsync();

    [Fact]
    public Task AppliedMigration_IsSilent() => Up("#pragma warning disable DBM1001\n" + Build).With("start_after", "20250101").VerifyAsync();

    private static string Title() => Engine.Rules.MigrationRules.InfoOf("DBM1001").Title;
}
