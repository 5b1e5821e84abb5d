namespace MigrationAnalyzers.Tests.Rules.Rewrite;

public sealed class DBM2002TypeChangeRewritesTests() : RuleTest("DBM2002")
{
    private const string Earlier = """
        CREATE TYPE mood AS ENUM ('happy', 'sad');
        CREATE TYPE feeling AS ENUM ('happy', 'sad');
        CREATE DOMAIN positive AS int CHECK (VALUE > 0);
        CREATE DOMAIN number AS int;
        CREATE TABLE users (id int PRIMARY KEY, name varchar(50), tags varchar(50)[], born timestamp, seen timestamptz, state mood, code bit(4), data json,
            price numeric(10, 2), size real, height float8, short smallint, fixed char(10), address inet, age number);
        CREATE TABLE orders (id int PRIMARY KEY, user_id int CONSTRAINT fk_orders_users REFERENCES users (id));
        """;

    [Fact]
    public Task AlterColumnCall_NamesTypesAndLock() => Up("""
        migrationBuilder.[|AlterColumn|]<long>(name: "number", table: "orders", type: "bigint", nullable: false, oldClrType: typeof(int), oldType: "integer");
        """).VerifyMessageAsync(
            "Changing orders.number from integer to bigint rewrites the table and all its indexes under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done");

    [Fact]
    public Task SerialColumn_IsNamedByItsType() => UpSql("ALTER TABLE orders ALTER COLUMN id [|TYPE|] bigint").After("CREATE TABLE orders (id serial)").VerifyMessageAsync(
        "Changing orders.id from integer to bigint rewrites the table and all its indexes under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done");

    [Fact]
    public Task TypeThatNoMigrationTold_IsNotNamed() => UpSql("ALTER TABLE orders ALTER COLUMN total [|TYPE|] bigint USING round(total)").VerifyMessageAsync(
        "Changing orders.total to bigint rewrites the table and all its indexes under an ACCESS EXCLUSIVE lock, because USING computes each value: "
        + "reads and writes wait until it is done");

    [Fact]
    public Task ColumnOfAForeignKey_NamesTheOtherTable() => UpSql("ALTER TABLE users ALTER COLUMN id [|TYPE|] bigint").After(Earlier).VerifyMessageAsync(
        "Changing users.id from int to bigint rewrites the table and all its indexes under an ACCESS EXCLUSIVE lock there and on orders: "
        + "reads and writes wait until it is done");

    [Theory]
    [InlineData("id", "bigint")]
    [InlineData("id", "bigint USING id::bigint")]
    [InlineData("id", "numeric")]
    [InlineData("short", "int")]
    [InlineData("name", "varchar(20)")]
    [InlineData("name", "char(50)")]
    [InlineData("name", "text USING lower(name)")]
    [InlineData("name", "uuid USING name::uuid")]
    [InlineData("fixed", "text")]
    [InlineData("tags", "varchar(100)[]")]
    [InlineData("tags", "text[]")]
    [InlineData("born", "timestamptz USING born AT TIME ZONE 'UTC'")]
    [InlineData("born", "date")]
    [InlineData("born", "timestamp(3)")]
    [InlineData("state", "text")]
    [InlineData("state", "feeling USING state::text::feeling")]
    [InlineData("code", "bit(8)")]
    [InlineData("data", "jsonb")]
    [InlineData("price", "numeric(8, 2)")]
    [InlineData("price", "numeric(12, 3)")]
    [InlineData("price", "float8")]
    [InlineData("size", "float8")]
    [InlineData("height", "real")]
    [InlineData("address", "cidr")]
    [InlineData("age", "positive")]
    public Task TypeForWhichRowsAreWritten_IsFound(string column, string type) =>
        UpSql($"ALTER TABLE users ALTER COLUMN {column} [|TYPE|] {type}").After(Earlier).VerifyAsync();

    [Theory]
    [InlineData("name", "varchar(100)")]
    [InlineData("name", "varchar")]
    [InlineData("name", "text")]
    [InlineData("name", "text USING name")]
    [InlineData("name", "text USING name::text")]
    [InlineData("tags", "varchar(50)[]")]
    [InlineData("born", "timestamp(6)")]
    [InlineData("code", "varbit")]
    [InlineData("price", "numeric(12, 2)")]
    [InlineData("price", "numeric")]
    [InlineData("id", "int")]
    [InlineData("id", "number")]
    [InlineData("age", "int")]
    [InlineData("missing", "bigint")]
    public Task TypeThatKeepsTheRows_IsSilent(string column, string type) => UpSql($"ALTER TABLE users ALTER COLUMN {column} TYPE {type}").After(Earlier).VerifyAsync();

    [Theory]
    [InlineData("varchar(50)", "varchar(100)")]
    [InlineData("character varying(50)", "text")]
    [InlineData("numeric(10,2)", "numeric(12,2)")]
    public Task CallThatKeepsTheRows_IsSilent(string old, string type) => Up($"""
        migrationBuilder.AlterColumn<string>(name: "c", table: "orders", type: "{type}", nullable: true, oldClrType: typeof(string), oldType: "{old}", oldNullable: true);
        """).VerifyAsync();

    [Theory]
    [InlineData("SET LOCAL TimeZone = 'Europe/Berlin'; ALTER TABLE users ALTER COLUMN born [|TYPE|] timestamptz")]
    [InlineData("SET TimeZone TO 'Asia/Tokyo'; ALTER TABLE users ALTER COLUMN seen [|TYPE|] timestamp")]
    public Task TimeZoneThatIsNotUtc_IsFound(string sql) => UpSql(sql).After(Earlier).VerifyAsync();

    [Fact]
    public Task TimeZoneThatIsNotKnown_IsAnInfo() => UpSql("ALTER TABLE users ALTER COLUMN born [|TYPE|] timestamptz").After(Earlier).VerifyInfoAsync(
        "Changing users.born from timestamp to timestamptz rewrites the table and all its indexes unless the session's TimeZone is UTC");

    [Theory]
    [InlineData("SET LOCAL TimeZone = 'UTC'; ALTER TABLE users ALTER COLUMN born TYPE timestamptz")]
    [InlineData("SET TIME ZONE 'Etc/UTC'; ALTER TABLE users ALTER COLUMN seen TYPE timestamp")]
    // DBM2003 speaks of it.
    [InlineData("CREATE INDEX ix ON users (born); ALTER TABLE users ALTER COLUMN born TYPE timestamptz")]
    public Task TimeZoneUtc_IsSilent(string sql) => UpSql(sql).After(Earlier).VerifyAsync();

    [Theory]
    // It fails before it has written a row.
    [InlineData("ALTER TABLE users ALTER COLUMN name TYPE uuid")]
    [InlineData("CREATE TABLE carts (id int); ALTER TABLE carts ALTER COLUMN id TYPE bigint")]
    [InlineData("CREATE TEMP TABLE carts (id int); ALTER TABLE carts ALTER COLUMN id TYPE bigint")]
    public Task NoRowOfAnExistingTable_IsSilent(string sql) => UpSql(sql).After(Earlier).VerifyAsync();

    [Fact]
    public Task UnknownType_IsSilent() => UpSql("ALTER TABLE orders ALTER COLUMN total TYPE bigint; ALTER TABLE orders ALTER COLUMN place TYPE geography").VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() => UpSql("ALTER TABLE users ALTER COLUMN id TYPE bigint").After(Earlier).With("small_tables", "users").VerifyAsync();

    [Fact]
    public Task PartitionedTable_IsFound() => UpSql("ALTER TABLE events ALTER COLUMN number [|TYPE|] bigint").After("""
        CREATE TABLE events (number int, at date) PARTITION BY RANGE (at);
        CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        """).VerifyMessageAsync(
            "Changing events.number from int to bigint rewrites the table and all its indexes under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done");

    [Fact]
    public Task AttributeOfATypedTable_IsFound() => UpSql("ALTER TYPE place [|ALTER|] ATTRIBUTE x TYPE bigint CASCADE").After("""
        CREATE TYPE place AS (x int, y int);
        CREATE TABLE places OF place;
        """).VerifyMessageAsync(
            "Changing place.x to bigint rewrites table places and all its indexes under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done");
}
