namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3001ColumnRenamedTests() : RuleTest("DBM3001")
{
    [Fact]
    public Task RenameColumnCall_NamesBothNames() =>
        Up("""migrationBuilder.[|RenameColumn|](name: "name", table: "users", newName: "display_name");""").VerifyMessageAsync(
            "Renaming column users.name to display_name breaks the application version that is still running: its queries fail until it is replaced");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task RenameColumnInSql_IsFound(string source) => Sql(source, "ALTER TABLE users [|RENAME COLUMN|] né TO b").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE users [|RENAME|] a TO b")]
    [InlineData("ALTER TABLE IF EXISTS ONLY app.users [|RENAME COLUMN|] \"A\" TO b")]
    public Task EachFormInSql_IsFound(string sql) => File(sql).VerifyAsync();

    [Theory]
    [InlineData("""migrationBuilder.[|RenameColumn|]("a", "users", "b", "app");""")]
    [InlineData("""migrationBuilder.[|RenameColumn|](newName: "b", schema: "app", table: "users", name: "a");""")]
    public Task EachFormOfTheCall_IsFound(string body) => Up(body).VerifyAsync();

    [Theory]
    [InlineData("CREATE TABLE users (a int); ALTER TABLE users RENAME COLUMN a TO b")]
    [InlineData("CREATE TABLE USERS (a int); ALTER TABLE public.\"users\" RENAME a TO b")]
    [InlineData("CREATE TABLE \"App\".\"Users\" (a int); ALTER TABLE \"App\".\"Users\" RENAME COLUMN a TO b")]
    [InlineData("ALTER TABLE users RENAME CONSTRAINT a TO b; ALTER INDEX a RENAME TO b")]
    public async Task NothingThatTheApplicationKnows_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Fact]
    public async Task Downtime_IsSilent()
    {
        await Up("""migrationBuilder.RenameColumn("a", "users", "b");""").With("deployment", "downtime").VerifyAsync();
        await File("ALTER TABLE users RENAME COLUMN a TO b").WithProperty("MigrationAnalyzersDeployment", "Downtime").VerifyAsync();
    }

    [Fact]
    public Task SmallTable_IsFound() => Up("""migrationBuilder.[|RenameColumn|]("a", "users", "b");""").With("small_tables", "users").VerifyAsync();

    [Fact]
    public Task GuardOfAnotherProvider_IsSilent() =>
        Up("""if (!migrationBuilder.IsNpgsql()) { migrationBuilder.RenameColumn("a", "users", "b"); }""").VerifyAsync();

    [Fact]
    public async Task ColumnThatTakesThePlaceOfAnother_IsInfo()
    {
        const string Both = "CREATE TABLE users (id int, name text, display_name text)";
        await UpSql("ALTER TABLE users DROP COLUMN display_name; ALTER TABLE users [|RENAME COLUMN|] name TO display_name").After(Both).VerifyInfoAsync();
        await UpSql("ALTER TABLE users DROP COLUMN id; ALTER TABLE users [|RENAME COLUMN|] name TO other").After(Both).VerifyAsync();
    }
}
