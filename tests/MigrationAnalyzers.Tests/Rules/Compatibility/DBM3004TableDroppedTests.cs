namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3004TableDroppedTests() : RuleTest("DBM3004")
{
    [Fact]
    public Task DropTableCall_NamesTheTable() => Up("""migrationBuilder.[|DropTable|](name: "sessions", schema: "app");""").VerifyMessageAsync(
        "Dropping table app.sessions breaks the application version that is still running if it uses the table, and its data is gone");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task DropTableInSql_IsFound(string source) => Sql(source, "[|DROP TABLE|] é").VerifyAsync();

    [Fact]
    public Task EachTableOfTheList_IsFoundByItself() => File("[|[|DROP TABLE|]|] IF EXISTS a, b").VerifyAsync();

    [Theory]
    [InlineData("CREATE TABLE sessions (a int); DROP TABLE sessions")]
    [InlineData("CREATE TABLE SESSIONS (a int); DROP TABLE public.\"sessions\"")]
    [InlineData("CREATE TABLE \"App\".\"Sessions\" (a int); DROP TABLE \"App\".\"Sessions\" CASCADE")]
    [InlineData("CREATE TEMP TABLE sessions (a int); DROP TABLE sessions")]
    [InlineData("DROP VIEW sessions; DROP INDEX ix; DROP SEQUENCE s")]
    public async Task NothingThatTheApplicationKnows_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Theory]
    [InlineData("CREATE TABLE app.sessions (a int); [|DROP TABLE|] sessions")]
    [InlineData("CREATE TABLE \"Sessions\" (a int); [|DROP TABLE|] sessions")]
    public Task TableOfAnotherName_IsFound(string sql) => UpSql(sql).VerifyAsync();

    [Theory]
    [InlineData("INSERT INTO logins SELECT id FROM sessions; [|DROP TABLE|] sessions")]
    [InlineData("CREATE TABLE old AS SELECT * FROM sessions; [|DROP TABLE|] sessions")]
    [InlineData("UPDATE users SET seen = s.seen FROM sessions s WHERE s.user_id = users.id; [|DROP TABLE|] sessions")]
    public Task RowsThatWereCopiedBefore_AreNotGone(string sql) =>
        UpSql(sql).VerifyMessageAsync("Dropping table sessions breaks the application version that is still running if it uses the table");

    [Theory]
    [InlineData("INSERT INTO logins SELECT id FROM users; [|DROP TABLE|] sessions")]
    [InlineData("UPDATE sessions SET seen = NULL; [|DROP TABLE|] sessions")]
    [InlineData("[|DROP TABLE|] sessions; INSERT INTO logins SELECT id FROM users")]
    public Task OtherWrites_DoNotKeepTheRows(string sql) =>
        UpSql(sql).VerifyMessageAsync("Dropping table sessions breaks the application version that is still running if it uses the table, and its data is gone");

    [Fact]
    public async Task Downtime_IsSilent()
    {
        await Up("""migrationBuilder.DropTable("sessions");""").With("deployment", "downtime").VerifyAsync();
        await File("DROP TABLE sessions").With("deployment", "downtime").VerifyAsync();
    }

    [Fact]
    public async Task TableThatMayNotExist_IsInfo()
    {
        await UpSql("[|DROP TABLE|] IF EXISTS sessions").VerifyInfoAsync();
        await UpSql("[|DROP TABLE|] IF EXISTS sessions").After("CREATE TABLE sessions (id int)").VerifyAsync(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData("CREATE TABLE items (id int) PARTITION BY RANGE (id); CREATE TABLE items_1 PARTITION OF items FOR VALUES FROM (1) TO (10)")]
    [InlineData("CREATE TABLE items (id int) PARTITION BY RANGE (id); CREATE TABLE items_1 PARTITION OF items FOR VALUES FROM (1) TO (10); ALTER TABLE items DETACH PARTITION items_1")]
    public Task Partition_IsInfo(string earlier) => UpSql("[|DROP TABLE|] items_1").After(earlier).VerifyInfoAsync();

    [Fact]
    public Task GuardOfAnotherProvider_IsSilent() =>
        Up("""if (!migrationBuilder.IsNpgsql()) { migrationBuilder.DropTable("sessions"); }""").VerifyAsync();
}
