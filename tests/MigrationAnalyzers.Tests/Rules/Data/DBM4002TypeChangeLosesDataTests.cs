namespace MigrationAnalyzers.Tests.Rules.Data;

public sealed class DBM4002TypeChangeLosesDataTests() : RuleTest("DBM4002")
{
    [Fact]
    public Task ShorterText_SaysThatItDependsOnTheRows() => UpSql("ALTER TABLE users ALTER COLUMN name [|TYPE|] varchar(50)").After("CREATE TABLE users (name text)").VerifyMessageAsync(
        "Changing users.name from text to varchar(50) fails at the first value longer than 50 characters: "
        + "whether the migration succeeds depends on the rows of the database that it runs on");

    [Fact]
    public Task TimeToDate_SaysThatItCannotBeRestored() => Up("""
        migrationBuilder.[|AlterColumn|]<DateOnly>(
            name: "created", table: "orders", type: "date", nullable: false, oldClrType: typeof(DateTime), oldType: "timestamp with time zone");
        """).VerifyMessageAsync("Changing orders.created from timestamp with time zone to date drops the time of day: what is lost cannot be restored");

    [Theory]
    [InlineData("text", "varchar(50)")]
    [InlineData("varchar(100)", "varchar(50)")]
    [InlineData("varchar", "char(20)")]
    [InlineData("uuid", "varchar(32)")]
    [InlineData("text[]", "varchar(10)[]")]
    [InlineData("bigint", "integer")]
    [InlineData("integer", "smallint")]
    [InlineData("numeric", "numeric(18,2)")]
    [InlineData("numeric(18,4)", "numeric(18,2)")]
    [InlineData("numeric(18,2)", "numeric(18,4)")]
    [InlineData("bigint", "numeric(10,0)")]
    [InlineData("numeric(18,2)", "bigint")]
    [InlineData("numeric(10,0)", "integer")]
    [InlineData("double precision", "numeric(18,2)")]
    [InlineData("double precision", "bigint")]
    [InlineData("double precision", "real")]
    [InlineData("bigint", "double precision")]
    [InlineData("numeric", "double precision")]
    [InlineData("timestamptz", "date")]
    [InlineData("timestamp", "time")]
    [InlineData("timestamptz", "timestamptz(0)")]
    [InlineData("timetz", "time")]
    [InlineData("interval", "interval day")]
    [InlineData("inet", "cidr")]
    [InlineData("varbit(20)", "varbit(10)")]
    public async Task NarrowerType_IsFound(string from, string to)
    {
        var sql = $"ALTER TABLE t ALTER COLUMN c [|TYPE|] {to}";
        await UpSql(sql).After($"CREATE TABLE t (c {from})").VerifyAsync();
    }

    [Theory]
    [InlineData("varchar(50)", "varchar(100)")]
    [InlineData("varchar(50)", "text")]
    [InlineData("uuid", "varchar(36)")]
    [InlineData("integer", "varchar(11)")]
    [InlineData("integer", "bigint")]
    [InlineData("integer", "numeric(18,2)")]
    [InlineData("numeric(9,0)", "integer")]
    [InlineData("numeric(10,2)", "numeric(12,2)")]
    [InlineData("numeric(10,2)", "numeric(14,4)")]
    [InlineData("integer", "double precision")]
    [InlineData("real", "double precision")]
    [InlineData("numeric(12,2)", "double precision")]
    [InlineData("date", "timestamptz")]
    [InlineData("timestamp", "timestamptz")]
    [InlineData("timestamptz(0)", "timestamptz")]
    [InlineData("json", "jsonb")]
    [InlineData("citext", "text")]
    [InlineData("mood", "text")]
    public Task TypeThatHoldsAllValues_IsSilent(string from, string to) => UpSql($"ALTER TABLE t ALTER COLUMN c TYPE {to}").After($"CREATE TABLE t (c {from})").VerifyAsync();

    [Fact]
    public Task ExplicitCastOfALongText_CutsItOff() => UpSql("ALTER TABLE t ALTER COLUMN c [|TYPE|] varchar(5) USING c::varchar(5)").After("CREATE TABLE t (c text)").VerifyMessageAsync(
        "Changing t.c from text to varchar(5) cuts off what is longer than 5 characters: what is lost cannot be restored");

    [Theory]
    [InlineData("varchar(50)", "left(c, 50)")]
    [InlineData("varchar(50)", "substring(c for 50)")]
    [InlineData("integer", "c::integer")]
    public Task UsingThatSomebodyThoughtAbout_IsSilent(string to, string expression) =>
        UpSql($"ALTER TABLE t ALTER COLUMN c TYPE {to} USING {expression}").After("CREATE TABLE t (c text)").VerifyAsync();

    [Theory]
    [InlineData("c text CHECK (char_length(c) <= 50)", "varchar(50)")]
    [InlineData("c text CHECK (length(c) < 50 AND c <> '')", "varchar(50)")]
    [InlineData("c bigint CHECK (c BETWEEN 1 AND 1000)", "integer")]
    public Task ValidCheck_ProvesThatAllFit(string column, string to) => UpSql($"ALTER TABLE t ALTER COLUMN c TYPE {to}").After($"CREATE TABLE t ({column})").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE t ADD CONSTRAINT ck CHECK (char_length(c) <= 50) NOT VALID")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT ck CHECK (char_length(c) <= 60)")]
    public Task CheckThatProvesNothing_IsNotTaken(string check) =>
        UpSql("ALTER TABLE t ALTER COLUMN c [|TYPE|] varchar(50)").After("CREATE TABLE t (c text);" + check).VerifyAsync();

    [Theory]
    [InlineData("bit(5)", true)]
    [InlineData("bit(3)", false)]
    public Task ExplicitCastOfBits_FillsUpOrCutsOff(string to, bool fits) => fits
        ? UpSql($"ALTER TABLE t ALTER COLUMN c TYPE {to} USING c::{to}").After("CREATE TABLE t (c bit(4))").VerifyAsync()
        : UpSql($"ALTER TABLE t ALTER COLUMN c [|TYPE|] {to} USING c::{to}").After("CREATE TABLE t (c bit(4))").VerifyAsync();

    [Fact]
    public Task UnknownOldType_IsSilent() => UpSql("ALTER TABLE t ALTER COLUMN c TYPE varchar(50)").VerifyAsync();

    [Fact]
    public Task NewTable_IsSilent() => UpSql("CREATE TABLE t (c text); ALTER TABLE t ALTER COLUMN c TYPE varchar(50)").VerifyAsync();

    [Fact]
    public Task ChangeThatIsRefused_IsLeftToDBM4003() => UpSql("ALTER TABLE t ALTER COLUMN c TYPE smallint").After("CREATE TABLE t (c timestamptz)").VerifyAsync();

    [Fact]
    public Task Down_IsSilent() => Down("""
        migrationBuilder.AlterColumn<string>(name: "c", table: "t", type: "character varying(50)", oldClrType: typeof(string), oldType: "text");
        """).VerifyAsync();
}
