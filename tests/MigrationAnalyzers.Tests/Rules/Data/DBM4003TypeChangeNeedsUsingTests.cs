namespace MigrationAnalyzers.Tests.Rules.Data;

public sealed class DBM4003TypeChangeNeedsUsingTests() : RuleTest("DBM4003")
{
    [Fact]
    public Task AlterColumn_SaysThatItNeverWritesUsing() => Up("""
        migrationBuilder.[|AlterColumn|]<int>(name: "quantity", table: "orders", type: "integer", nullable: false, oldClrType: typeof(string), oldType: "text");
        """).VerifyMessageAsync(
            "Changing orders.quantity from text to integer fails on every database, also when the table is empty: "
            + "PostgreSQL does not convert these types by itself, and AlterColumn never writes USING");

    [Theory]
    [InlineData("text", "integer", "USING is missing")]
    [InlineData("text", "uuid", "USING is missing")]
    [InlineData("text", "jsonb", "USING is missing")]
    [InlineData("integer", "boolean", "USING is missing")]
    [InlineData("varchar(20)[]", "integer[]", "USING is missing")]
    [InlineData("integer", "uuid", "there is no cast between them: USING needs an expression that computes the new value")]
    [InlineData("timestamptz", "bigint", "there is no cast between them: USING needs an expression that computes the new value")]
    public async Task TypesWithoutACast_AreFound(string from, string to, string reason)
    {
        var sql = $"ALTER TABLE t ALTER COLUMN c [|TYPE|] {to}";
        var message = $"Changing t.c from {from} to {to} fails on every database, also when the table is empty: PostgreSQL does not convert these types by itself, and {reason}";
        await UpSql(sql).After($"CREATE TABLE t (c {from})").VerifyMessageAsync(message);
        await File($"CREATE TABLE t (c {from}); {sql}").VerifyMessageAsync(message);
    }

    [Theory]
    [InlineData("integer", "text")]
    [InlineData("bigint", "integer")]
    [InlineData("timestamp", "date")]
    [InlineData("json", "jsonb")]
    [InlineData("text", "geometry")]
    [InlineData("text", "mood")]
    [InlineData("vector(3)", "real[]")]
    public Task CastByAssignmentOrUnknownType_IsSilent(string from, string to) => UpSql($"ALTER TABLE t ALTER COLUMN c TYPE {to}").After($"CREATE TABLE t (c {from})").VerifyAsync();

    [Fact]
    public Task KnownEnum_IsFound() => UpSql("ALTER TABLE t ALTER COLUMN c [|TYPE|] mood").After("CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE t (c text)").VerifyAsync();

    [Fact]
    public Task Using_IsSilent() => UpSql("ALTER TABLE t ALTER COLUMN c TYPE integer USING c::integer").After("CREATE TABLE t (c text)").VerifyAsync();

    [Fact]
    public Task UnknownOldType_IsSilent() => UpSql("ALTER TABLE t ALTER COLUMN c TYPE integer").VerifyAsync();

    [Fact]
    public Task Condition_IsSilent() => UpSql("""
        DO $$ BEGIN
            IF (SELECT data_type FROM information_schema.columns WHERE table_name = 't' AND column_name = 'c') = 'text' THEN
                ALTER TABLE t ALTER COLUMN c TYPE integer;
            END IF;
        END $$
        """).After("CREATE TABLE t (c text)").VerifyAsync();

    [Fact]
    public Task Down_IsLookedAt() => Down("""
        migrationBuilder.[|AlterColumn|]<int>(name: "c", table: "t", type: "integer", oldClrType: typeof(string), oldType: "text");
        """).VerifyAsync();

    [Fact]
    public Task CatalogKnowsBetterThanOldType() => Up("""
        migrationBuilder.AlterColumn<int>(name: "c", table: "t", type: "integer", nullable: true, oldClrType: typeof(string), oldType: "text");
        """).After("CREATE TABLE t (c smallint)").VerifyAsync();
}
