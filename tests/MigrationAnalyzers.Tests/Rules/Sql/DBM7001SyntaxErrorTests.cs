namespace MigrationAnalyzers.Tests.Rules.Sql;

public sealed class DBM7001SyntaxErrorTests() : RuleTest("DBM7001")
{
    [Fact]
    public Task Error_IsPostgresOwn() => UpSql("ALTER TABLE orders DROP COLUM [|note|]")
        .VerifyMessageAsync("PostgreSQL rejects this SQL: syntax error at or near \"note\"");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task ErrorInSql_IsFoundAtItsCharacter(string source) => Sql(source, "ALTER TABLE é DROP [|,|] x").VerifyAsync();

    [Theory]
    [InlineData("""migrationBuilder.Sql("SELECT \u00e9\t[|)|]");""")]
    [InlineData("""migrationBuilder.Sql("SELECT \"é\\\U0001F600" + /* é */ "\" [|)|]");""")]
    [InlineData("""migrationBuilder.Sql(@"SELECT ""é"" [|)|]");""")]
    [InlineData("""migrationBuilder.Sql($"SELECT {{ [|)|]".Replace("{", "1"));""")]
    [InlineData("""migrationBuilder.Sql($"SELECT {1} [|)|]");""")]
    [InlineData("""migrationBuilder.Sql($@"SELECT ""é"" {nameof(Test)} [|)|]");""")]
    [InlineData("""const string T = "é"; migrationBuilder.Sql("DROP TABLE " + T + " [|)|]");""")]
    public Task EachLiteral_GivesTheExactCharacter(string body) => Up(body).VerifyAsync();

    [Theory]
    [InlineData("CREATE [|INDX|] ix ON t (a)", "syntax error at or near \"INDX\"")]
    [InlineData("ALTER TABLE t ADD [|COLUMN|]", "syntax error at end of input")]
    [InlineData("SELECT [|'|]abc", "unterminated quoted string at or near \"'abc\"")]
    [InlineData("[|\\|]set x 1", "\\set is a command of psql, not SQL")]
    [InlineData("DO $$ BEGIN ALTER [|TABEL|] x; END $$", "syntax error at or near \"TABEL\"")]
    [InlineData("SELECT 1; SELECT 'é' [|)|]; SELECT 3 )", "syntax error at or near \")\"")]
    public Task FileWithAnError_IsFound(string sql, string error) => File(sql).VerifyMessageAsync("PostgreSQL rejects this SQL: " + error);

    [Theory]
    [InlineData("ALTER TABLE `t` ADD a int")]
    [InlineData("SELECT TOP 1 * FROM t")]
    [InlineData("SELECT 1\nGO\nSELECT 2")]
    public Task SqlOfAnotherSystem_IsLeftToItsRule(string sql) => File(sql).VerifyAsync();

    [Theory]
    [InlineData("SELECT 1")]
    [InlineData("CREATE TABLE t (a int GENERATED ALWAYS AS (1) VIRTUAL)")]
    [InlineData("DROP TABLE that_does_not_exist")]
    [InlineData("-- nothing")]
    [InlineData("DO $$ BEGIN PERFORM 1; END $$")]
    public async Task ValidSql_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Fact]
    public Task Down_IsCheckedToo() => Down("""migrationBuilder.Sql("DROP [|TABEL|] t");""").VerifyAsync();

    [Fact]
    public Task GuardOfAnotherProvider_IsSilent() =>
        Up("""if (!migrationBuilder.IsNpgsql()) { migrationBuilder.Sql("SELECT TOP (1) * FROM [t]"); }""").VerifyAsync();
}
