namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3002TableRenamedTests() : RuleTest("DBM3002")
{
    [Fact]
    public Task RenameTableCall_NamesBothNames() =>
        Up("""migrationBuilder.[|RenameTable|](name: "users", newName: "customers");""").VerifyMessageAsync(
            "Renaming table users to customers breaks the application version that is still running: its queries fail until it is replaced");

    [Fact]
    public Task MoveToAnotherSchema_IsARename() => Up("""migrationBuilder.[|RenameTable|](name: "users", newName: "users", newSchema: "app");""").VerifyMessageAsync(
        "Renaming table users to app.users breaks the application version that is still running: its queries fail until it is replaced");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task RenameInSql_IsFound(string source) => Sql(source, "ALTER TABLE é [|RENAME TO|] customers").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE IF EXISTS users [|SET SCHEMA|] app")]
    [InlineData("ALTER TABLE app.\"Users\" [|RENAME TO|] customers")]
    public Task EachFormInSql_IsFound(string sql) => File(sql).VerifyAsync();

    [Theory]
    [InlineData("CREATE TABLE users (a int); ALTER TABLE users RENAME TO customers")]
    [InlineData("CREATE TABLE USERS (a int); ALTER TABLE public.\"users\" SET SCHEMA app")]
    [InlineData("CREATE TABLE app.\"Users\" (a int); ALTER TABLE app.\"Users\" RENAME TO customers")]
    [InlineData("ALTER INDEX ix_users RENAME TO ix_customers")]
    [InlineData("ALTER SEQUENCE users_seq RENAME TO customers_seq")]
    public async Task NothingThatTheApplicationKnows_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Theory]
    [InlineData("ALTER TABLE users RENAME TO customers; CREATE VIEW users AS SELECT * FROM customers")]
    [InlineData("ALTER TABLE users RENAME TO customers; CREATE OR REPLACE VIEW public.users AS SELECT * FROM customers")]
    [InlineData("ALTER TABLE users SET SCHEMA app; CREATE VIEW users AS SELECT * FROM app.users")]
    public async Task ViewUnderTheOldName_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Fact]
    public Task ViewUnderTheOldName_IsSilentForTheCallToo() => Up("""
        migrationBuilder.RenameTable(name: "users", newName: "customers");
        migrationBuilder.Sql("CREATE VIEW users AS SELECT * FROM customers");
        """).VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE users [|RENAME TO|] customers; CREATE VIEW clients AS SELECT * FROM customers")]
    [InlineData("ALTER TABLE users [|RENAME TO|] customers; CREATE VIEW app.users AS SELECT * FROM customers")]
    public Task ViewOfAnotherName_IsFound(string sql) => UpSql(sql).VerifyAsync();

    [Fact]
    public async Task Downtime_IsSilent()
    {
        await Up("""migrationBuilder.RenameTable("users", newName: "customers");""").With("deployment", "downtime").VerifyAsync();
        await File("ALTER TABLE users RENAME TO customers").With("deployment", "downtime").VerifyAsync();
    }

    [Fact]
    public Task GuardOfAnotherProvider_IsSilent() =>
        Up("""if (!migrationBuilder.IsNpgsql()) { migrationBuilder.RenameTable("users", newName: "customers"); }""").VerifyAsync();
}
