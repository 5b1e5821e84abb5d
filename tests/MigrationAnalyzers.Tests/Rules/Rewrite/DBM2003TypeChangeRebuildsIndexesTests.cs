namespace MigrationAnalyzers.Tests.Rules.Rewrite;

public sealed class DBM2003TypeChangeRebuildsIndexesTests() : RuleTest("DBM2003")
{
    private const string Earlier = """
        CREATE EXTENSION citext;
        CREATE TABLE users (id int PRIMARY KEY, name varchar(50), email text UNIQUE, nick text, born timestamp, code bit(4), number int, title varchar(50));
        CREATE INDEX ix_name ON users (name);
        CREATE INDEX ix_born ON users (born);
        CREATE INDEX ix_code ON users (code);
        CREATE INDEX ix_number ON users (number);
        CREATE INDEX ix_title ON users (id) WHERE title <> '';
        """;

    [Fact]
    public Task ColumnWithAnIndex_NamesTypesAndLock() => UpSql("ALTER TABLE users ALTER COLUMN email [|TYPE|] citext").After(Earlier).VerifyMessageAsync(
        "Changing users.email from text to citext keeps the rows but builds the indexes over the column anew under an ACCESS EXCLUSIVE lock: "
        + "reads and writes wait until they are built");

    [Fact]
    public Task AlterColumnCall_SaysThatTheTimeZoneDecides() => Up("""
        migrationBuilder.[|AlterColumn|]<DateTime>(
            name: "born", table: "users", type: "timestamp with time zone", nullable: true,
            oldClrType: typeof(DateTime), oldType: "timestamp without time zone", oldNullable: true);
        """).After(Earlier).VerifyMessageAsync(
            "Changing users.born from timestamp to timestamp with time zone keeps the rows but builds the indexes over the column anew under an ACCESS EXCLUSIVE lock: "
            + "reads and writes wait until they are built; unless the session's TimeZone is UTC it rewrites the whole table");

    [Fact]
    public Task Collation_IsNamed() => UpSql("ALTER TABLE users ALTER COLUMN email [|TYPE|] text COLLATE \"C\"").After(Earlier).VerifyMessageAsync(
        "Changing users.email to the collation C keeps the rows but builds the indexes over the column anew under an ACCESS EXCLUSIVE lock: "
        + "reads and writes wait until they are built");

    [Theory]
    [InlineData("ALTER TABLE users ALTER COLUMN name [|TYPE|] citext")]
    [InlineData("ALTER TABLE users ALTER COLUMN code [|TYPE|] varbit")]
    [InlineData("ALTER TABLE users ALTER COLUMN number [|TYPE|] oid")]
    [InlineData("ALTER TABLE users ALTER COLUMN title [|TYPE|] text")]
    [InlineData("SET LOCAL TimeZone = 'UTC'; ALTER TABLE users ALTER COLUMN born [|TYPE|] timestamptz")]
    public Task IndexThatIsNotKept_IsFound(string sql) => UpSql(sql).After(Earlier).VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE users ALTER COLUMN name TYPE text")]
    [InlineData("ALTER TABLE users ALTER COLUMN nick TYPE citext")]
    [InlineData("ALTER TABLE users ALTER COLUMN nick TYPE text COLLATE \"C\"")]
    [InlineData("DROP INDEX ix_name; ALTER TABLE users ALTER COLUMN name TYPE citext")]
    // DBM2002 speaks of it.
    [InlineData("ALTER TABLE users ALTER COLUMN number TYPE bigint")]
    [InlineData("CREATE TABLE carts (note text UNIQUE); ALTER TABLE carts ALTER COLUMN note TYPE citext")]
    public Task IndexesThatAreKept_AreSilent(string sql) => UpSql(sql).After(Earlier).VerifyAsync();

    [Fact]
    public Task IndexesThatNoMigrationMade_AreSilent() => UpSql("ALTER TABLE users ALTER COLUMN email TYPE citext").VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() => UpSql("ALTER TABLE users ALTER COLUMN email TYPE citext").After(Earlier).With("small_tables", "users").VerifyAsync();
}
