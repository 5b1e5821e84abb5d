namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3003ColumnDroppedTests() : RuleTest("DBM3003")
{
    [Fact]
    public Task DropColumnCall_NamesTheColumn() => Up("""migrationBuilder.[|DropColumn|](name: "legacy", table: "users");""").VerifyMessageAsync(
        "Dropping column users.legacy breaks the application version that is still running if it reads or writes the column, and its data is gone");

    [Theory]
    [InlineData("UPDATE users SET status_new = CASE status WHEN 0 THEN 'a' ELSE 'b' END; ALTER TABLE users [|DROP COLUMN|] status")]
    [InlineData("INSERT INTO states SELECT id, status FROM users; ALTER TABLE users [|DROP COLUMN|] status")]
    [InlineData("CREATE TABLE states AS SELECT id, status FROM users; ALTER TABLE users [|DROP COLUMN|] status")]
    public Task ValuesThatMayHaveBeenCopiedBefore_AreNotSaidToBeGone(string sql) => UpSql(sql).VerifyMessageAsync(
        "Dropping column users.status breaks the application version that is still running if it reads or writes the column");

    [Theory]
    [InlineData("UPDATE users SET seen = false; ALTER TABLE users [|DROP COLUMN|] status")]
    [InlineData("UPDATE orders SET note = name; ALTER TABLE users [|DROP COLUMN|] status")]
    [InlineData("DELETE FROM users WHERE id < 0; ALTER TABLE users [|DROP COLUMN|] status")]
    public Task WritesThatCopyNothing_DoNotKeepTheValues(string sql) => UpSql(sql).VerifyMessageAsync(
        "Dropping column users.status breaks the application version that is still running if it reads or writes the column, and its data is gone");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task DropColumnInSql_IsFound(string source) => Sql(source, "ALTER TABLE é [|DROP COLUMN|] legacy").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE users [|DROP|] legacy")]
    [InlineData("ALTER TABLE IF EXISTS app.\"Users\" [|DROP COLUMN|] IF EXISTS \"Legacy\" CASCADE, [|DROP COLUMN|] b")]
    public Task EachFormInSql_IsFound(string sql) => File(sql).VerifyAsync();

    [Theory]
    [InlineData("""migrationBuilder.[|DropColumn|]("a", "users", "app");""")]
    [InlineData("""migrationBuilder.[|DropColumn|](schema: "app", table: "users", name: "a");""")]
    public Task EachFormOfTheCall_IsFound(string body) => Up(body).VerifyAsync();

    [Theory]
    [InlineData("CREATE TABLE users (a int, b int); ALTER TABLE users DROP COLUMN a")]
    [InlineData("CREATE TABLE USERS (a int, b int); ALTER TABLE public.\"users\" DROP a")]
    [InlineData("CREATE TABLE \"App\".\"Users\" (a int, b int); ALTER TABLE \"App\".\"Users\" DROP COLUMN a")]
    [InlineData("ALTER TABLE users DROP CONSTRAINT a; ALTER TABLE users ALTER COLUMN a DROP DEFAULT, ALTER COLUMN a DROP NOT NULL")]
    public async Task NothingThatTheApplicationKnows_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Fact]
    public Task GeneratedColumnThatNpgsqlRecreates_IsSilent() => Up("""
        migrationBuilder.AlterColumn<int>(
            name: "total", table: "orders", type: "integer", nullable: true, computedColumnSql: "a + b", stored: true,
            oldClrType: typeof(int), oldType: "integer", oldNullable: true, oldComputedColumnSql: "a", oldStored: true);
        """).VerifyAsync();

    /// <summary>A column with the values of the old one gets its name before anyone can miss it.</summary>
    [Theory]
    [InlineData("ALTER TABLE users ADD COLUMN b bigint; UPDATE users SET b = a; ALTER TABLE users DROP COLUMN a; ALTER TABLE users RENAME COLUMN b TO a")]
    [InlineData("ALTER TABLE users ADD COLUMN b uuid; UPDATE users SET b = o.b FROM other AS o WHERE o.id = users.id; ALTER TABLE users DROP COLUMN a, ADD COLUMN c int; ALTER TABLE users RENAME COLUMN b TO a")]
    public Task ColumnWhoseNameAnotherOneGets_IsSilent(string sql) => UpSql(sql).VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE users ADD COLUMN b bigint; ALTER TABLE users [|DROP COLUMN|] a; ALTER TABLE users RENAME COLUMN b TO a")]
    [InlineData("ALTER TABLE users ADD COLUMN b bigint; ALTER TABLE users [|DROP COLUMN|] a; UPDATE users SET b = 1; ALTER TABLE users RENAME COLUMN b TO a")]
    [InlineData("UPDATE users SET b = a; ALTER TABLE users [|DROP COLUMN|] a; ALTER TABLE users RENAME COLUMN b TO c; ALTER TABLE orders RENAME COLUMN b TO a")]
    public Task NameThatGoesToAColumnWithoutTheValues_IsFound(string sql) => UpSql(sql).VerifyAsync();

    [Fact]
    public Task NameThatIsGoneForATime_IsFound() => Up("""
        migrationBuilder.Sql("ALTER TABLE users [|DROP COLUMN|] a", suppressTransaction: true);
        migrationBuilder.Sql("ALTER TABLE users RENAME COLUMN b TO a", suppressTransaction: true);
        """).VerifyAsync();

    [Fact]
    public async Task Downtime_IsSilent()
    {
        await Up("""migrationBuilder.DropColumn("a", "users");""").With("deployment", "downtime").VerifyAsync();
        await File("ALTER TABLE users DROP COLUMN a").With("deployment", "downtime").VerifyAsync();
    }

    [Fact]
    public Task GuardOfAnotherProvider_IsSilent() =>
        Up("""if (!migrationBuilder.IsNpgsql()) { migrationBuilder.DropColumn("a", "users"); }""").VerifyAsync();

    /// <summary>Up to PostgreSQL 14 a generated column goes with the column that it is computed from; since 15 that is an error of the server.</summary>
    [Theory]
    [InlineData("14", "index ix_price and generated column total go with it")]
    [InlineData("15", "index ix_price goes with it")]
    public Task GeneratedColumn_GoesAlongUpToPostgreSql14(string version, string along) =>
        UpSql("ALTER TABLE items [|DROP COLUMN|] price").After("""
            CREATE TABLE items (price int, total int GENERATED ALWAYS AS (price * 2) STORED);
            CREATE INDEX ix_price ON items (price);
            """).With("postgres_version", version).VerifyMessageAsync(
                "Dropping column items.price breaks the application version that is still running if it reads or writes the column, and its data is gone; " + along);

    [Theory]
    [InlineData("DROP TRIGGER pair ON users; ALTER TABLE users DROP COLUMN display_name; ALTER TABLE users RENAME COLUMN name TO display_name")]
    [InlineData("ALTER TABLE users [|DROP COLUMN|] display_name; ALTER TABLE users RENAME COLUMN name TO display_name")]
    [InlineData("DROP TRIGGER pair ON users; ALTER TABLE users [|DROP COLUMN|] display_name; ALTER TABLE users RENAME COLUMN id TO display_name")]
    [InlineData("DROP TRIGGER pair ON users; ALTER TABLE users [|DROP COLUMN|] display_name; ALTER TABLE users RENAME COLUMN name TO other")]
    [InlineData("ALTER TABLE users [|DROP COLUMN|] display_name; ALTER TABLE users RENAME COLUMN name TO display_name; DROP TRIGGER pair ON users")]
    public Task ColumnThatATriggerKeptEqualToTheOneThatTakesItsName_IsSilent(string sql) =>
        UpSql(sql).After("CREATE TABLE users (id int, name text, display_name text); CREATE TRIGGER pair BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION sync()").VerifyAsync();
}
