namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3009ColumnTypeIncompatibleTests() : RuleTest("DBM3009")
{
    private static string Message(string from, string to, string outcome) =>
        $"The application version that is still running expects orders.c to be {from}, and it becomes {to}: {outcome}";

    [Fact]
    public Task AlterColumnCall_KnowsTheOldType() => Up("""
        migrationBuilder.[|AlterColumn|]<string>(name: "c", table: "orders", type: "text", nullable: false, oldClrType: typeof(int), oldType: "integer");
        """).VerifyMessageAsync(Message("integer", "text", "its reads of the column fail"));

    [Theory]
    [InlineData("text", "uuid", "its reads and writes of the column fail")]
    [InlineData("varchar(40)", "int", "its reads and writes of the column fail")]
    [InlineData("int", "bool", "its reads and writes of the column fail")]
    [InlineData("text", "jsonb", "its writes to the column fail")]
    [InlineData("uuid", "text", "its reads of the column fail")]
    [InlineData("int", "int[]", "its reads and writes of the column fail")]
    [InlineData("text", "timestamptz", "its reads and writes of the column fail")]
    [InlineData("bool", "text", "its reads of the column fail")]
    public Task AnotherKindOfType_IsFound(string from, string to, string outcome) =>
        UpSql($"ALTER TABLE orders ALTER COLUMN c [|TYPE|] {to} USING f(c)").After($"CREATE TABLE orders (id int, c {from})").VerifyMessageAsync(Message(from, to, outcome));

    [Fact]
    public Task EnumForAnother_IsFound() => UpSql("ALTER TABLE orders ALTER COLUMN c [|TYPE|] state2 USING c::text::state2")
        .After("CREATE TYPE state AS ENUM ('a'); CREATE TYPE state2 AS ENUM ('a'); CREATE TABLE orders (c state)")
        .VerifyMessageAsync(Message("state", "state2", "its reads and writes of the column fail"));

    [Theory]
    [InlineData("int", "bigint")]
    [InlineData("smallint", "integer")]
    [InlineData("int", "numeric")]
    [InlineData("varchar(10)", "varchar(20)")]
    [InlineData("varchar(10)", "text")]
    [InlineData("text", "citext")]
    [InlineData("json", "jsonb")]
    [InlineData("numeric(10,2)", "numeric(12,2)")]
    [InlineData("timestamp(3)", "timestamp")]
    [InlineData("varchar(10)[]", "text[]")]
    [InlineData("geometry", "text")]
    [InlineData("app.thing", "text")]
    public Task TypeThatIsReadAndWrittenAsBefore_IsSilent(string from, string to) =>
        UpSql($"ALTER TABLE orders ALTER COLUMN c TYPE {to} USING f(c)").After($"CREATE TABLE orders (id int, c {from})").VerifyAsync();

    [Theory]
    [InlineData("bytea", "text", "whether it can read that depends on the C# type")]
    [InlineData("timestamp", "timestamptz", "unless the session's TimeZone is UTC the values that it writes are shifted, and those that it reads have another DateTime.Kind")]
    [InlineData("varchar(20)", "varchar(10)", "values that do not fit any more fail")]
    [InlineData("text", "varchar(10)", "values that do not fit any more fail")]
    [InlineData("int8", "int4", "values that do not fit any more fail")]
    [InlineData("numeric(10,2)", "numeric(10,4)", "values that do not fit any more fail")]
    [InlineData("float8", "numeric", "whether it can read that depends on the C# type")]
    [InlineData("timestamp", "date", "whether it can read that depends on the C# type")]
    public Task WhatMayFail_IsAnInfo(string from, string to, string outcome) =>
        UpSql($"ALTER TABLE orders ALTER COLUMN c [|TYPE|] {to}").After($"CREATE TABLE orders (id int, c {from})").VerifyInfoAsync(Message(from, to, outcome));

    [Fact]
    public Task ColumnThatTakesThePlaceOfADroppedOne_IsAChangeOfTheType() =>
        UpSql("ALTER TABLE orders ADD COLUMN d uuid; UPDATE orders SET d = c::uuid; ALTER TABLE orders DROP COLUMN c; ALTER TABLE orders [|RENAME COLUMN|] d TO c")
            .After("CREATE TABLE orders (id int, c text)")
            .VerifyMessageAsync(Message("text", "uuid", "its reads and writes of the column fail"));

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN d bigint; UPDATE orders SET d = c; ALTER TABLE orders DROP COLUMN c; ALTER TABLE orders RENAME COLUMN d TO c")]
    [InlineData("ALTER TABLE orders ADD COLUMN d uuid; ALTER TABLE orders DROP COLUMN e; ALTER TABLE orders RENAME COLUMN d TO e")]
    [InlineData("ALTER TABLE orders ADD COLUMN d uuid; ALTER TABLE orders DROP COLUMN c; ALTER TABLE orders RENAME COLUMN d TO c")]
    public Task ColumnOfTheNameWithoutAnotherKindOfValues_IsSilent(string sql) => UpSql(sql).After("CREATE TABLE orders (id int, c int)").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE orders ALTER COLUMN c TYPE uuid USING c::uuid")]
    [InlineData("CREATE TABLE orders (c text); ALTER TABLE orders ALTER COLUMN c TYPE uuid USING c::uuid")]
    [InlineData("ALTER TABLE orders ADD COLUMN c text; ALTER TABLE orders ALTER COLUMN c TYPE uuid USING c::uuid")]
    public Task OldTypeThatNobodyKnows_IsSilent(string sql) => UpSql(sql).VerifyAsync();

    /// <summary>Who mends what DBM4003 says has to know this too.</summary>
    [Fact]
    public Task UsingThatIsMissing_IsNotAllThatIsWrong() => UpSql("ALTER TABLE orders ALTER COLUMN c [|TYPE|] uuid")
        .After("CREATE TABLE orders (c text)")
        .VerifyMessageAsync(Message("text", "uuid", "its reads and writes of the column fail"));

    [Fact]
    public Task StatementThatFails_IsSilent() => UpSql("ALTER TABLE orders ALTER COLUMN c TYPE uuid").After("CREATE TABLE orders (c integer)").VerifyAsync();

    [Fact]
    public Task Downtime_IsSilent() =>
        UpSql("ALTER TABLE orders ALTER COLUMN c TYPE uuid USING c::uuid").After("CREATE TABLE orders (c text)").With("deployment", "downtime").VerifyAsync();
}
