namespace MigrationAnalyzers.Tests.Rules.Configuration;

public sealed class DBM9003SuppressionUnusedTests() : RuleTest("DBM9003")
{
    private const string Message = "This suppression suppresses nothing: ";
    private const string Build = "migrationBuilder.CreateIndex(name: \"ix\", table: \"orders\", column: \"a\");\n";

    [Theory]
    [InlineData("[|-- migration-analyzers: allow DBM1001 empty|]\nSELECT 1;", "DBM1001 is not found here")]
    [InlineData("[|-- migration-analyzers: allow DBM1001 empty|]\n\nCREATE INDEX ix ON orders (a);", "DBM1001 is not found here")]
    [InlineData("[|-- migration-analyzers: allow DBM1001, DBM1002 empty|]\nCREATE INDEX ix ON orders (a);", "DBM1002 is not found here")]
    [InlineData("[|-- migration-analyzers: allow-file DBM1001 empty|]\n\nSELECT 1;", "DBM1001 is not found here")]
    [InlineData("[|-- migration-analyzers: allow DBM1O01 empty|]\nCREATE INDEX ix ON orders (a);", "there is no rule DBM1O01")]
    [InlineData("[|-- migration-analyzers: allow it is empty|]\nCREATE INDEX ix ON orders (a);", "it names no rule")]
    public async Task Comment_IsFound(string sql, string why)
    {
        await File("-- é😀\r\n" + sql).VerifyInfoAsync(Message + why);
        await UpSql("-- é😀\n" + sql).VerifyInfoAsync(Message + why);
    }

    [Theory]
    [InlineData("-- migration-analyzers: allow DBM1001 empty\nCREATE INDEX ix ON orders (a);")]
    [InlineData("-- migration-analyzers: allow DBM1001\nSELECT 1;")]
    [InlineData("-- migration-analyzers: allow DBM1001 empty\nSELECT 1;\nSELEC 2;")]
    [InlineData("-- This file is for migration-analyzers: allow it.\nSELECT 1;")]
    public async Task OtherComments_AreSilent(string sql)
    {
        await File(sql).VerifyAsync();
        await UpSql(sql).VerifyAsync();
    }

    [Fact]
    public async Task AppliedMigration_IsSilent()
    {
        const string Sql = "-- migration-analyzers: allow DBM1001 empty\nSELECT 1;";
        await File(Sql).With("start_after", "20250101").VerifyAsync();
        await UpSql(Sql).With("start_after", "20250101").VerifyAsync();
        await Up("#pragma warning disable DBM1001 // empty").With("start_after", "20250101").VerifyAsync();
    }

    [Theory]
    [InlineData("#pragma warning disable [|DBM1001|] // empty\n")]
    [InlineData("#pragma warning disable [|DBM1001|] // empty\n#pragma warning restore DBM1001\n" + Build)]
    [InlineData("#pragma warning disable [|DBM1001|] // empty\n#pragma warning restore\n" + Build)]
    [InlineData(Build + "#pragma warning disable [|DBM1001|] // empty\n")]
    public Task Pragma_IsFound(string body) => Up(body).VerifyInfoAsync(Message + "DBM1001 is not found here");

    [Theory]
    [InlineData("#pragma warning disable DBM1001 // empty\n" + Build + "#pragma warning restore DBM1001\n")]
    [InlineData("#pragma warning disable DBM1001 // empty\n#pragma warning restore DBM1002\n" + Build)]
    [InlineData("#pragma warning disable DBM1001 // empty\nmigrationBuilder.Sql(System.IO.File.ReadAllText(\"x\"));\n")]
    [InlineData("#pragma warning disable CS0168\n")]
    public Task UsedPragma_IsSilent(string body) => Up(body).VerifyAsync();

    [Fact]
    public Task PragmaForARuleThatIsNone_IsFound() => Up("#pragma warning disable [|DBM1999|] // empty\n" + Build).VerifyInfoAsync(Message + "there is no rule DBM1999");

    [Fact]
    public Task PragmaForAFindingThatACommentSuppresses_IsFound() => Up("""
        #pragma warning disable [|DBM1001|] // empty
        migrationBuilder.Sql("/* migration-analyzers: allow DBM1001 empty */ CREATE INDEX ix ON orders (a)");
        """).VerifyAsync();

    [Fact]
    public async Task Attribute_HoldsForItsMember()
    {
        const string Attribute = "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Locking\", {0}, Justification = \"empty\")]\n";
        await Members(Attribute.Replace("{0}", "[|\"DBM1001\"|]", StringComparison.Ordinal) + RuleCase.Method("Down", "") + RuleCase.Method("Up", Build)).VerifyAsync();
        await Members(Attribute.Replace("{0}", "\"DBM1001\"", StringComparison.Ordinal) + RuleCase.Method("Up", Build)).VerifyAsync();
    }

    [Fact]
    public Task FileWithSeveralMigrations_IsLookedAtOnce() => Source("""
        using Microsoft.EntityFrameworkCore.Migrations;
        #pragma warning disable DBM1001 // empty
        #pragma warning disable [|DBM1002|] // empty
        public class One : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) { }
        }

        public class Two : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateIndex(name: "ix", table: "orders", column: "a");
        }
        """).VerifyAsync();
}
