namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3012DropCascadeTests() : RuleTest("DBM3012")
{
    private const string Earlier = """
        CREATE TYPE state AS ENUM ('a');
        CREATE TABLE orders (id int PRIMARY KEY, state state, total int);
        CREATE TABLE lines (id int, order_id int CONSTRAINT fk REFERENCES orders);
        CREATE VIEW open_orders AS SELECT id FROM orders;
        CREATE VIEW newest AS SELECT id FROM open_orders;
        CREATE TABLE alone (id int PRIMARY KEY);
        """;

    [Theory]
    [InlineData("[|DROP TABLE|] orders CASCADE", "table orders with CASCADE also drops foreign key fk of lines, view newest and view open_orders")]
    [InlineData("[|DROP VIEW|] open_orders CASCADE", "view open_orders with CASCADE also drops view newest")]
    [InlineData("[|DROP TYPE|] state CASCADE", "type state with CASCADE also drops column orders.state")]
    [InlineData("ALTER TABLE orders [|DROP CONSTRAINT|] orders_pkey CASCADE", "constraint orders_pkey of orders with CASCADE also drops foreign key fk of lines")]
    public Task WhatTheEarlierMigrationsTell_IsNamed(string sql, string message) => UpSql(sql).After(Earlier).VerifyMessageAsync("Dropping " + message);

    [Theory]
    [InlineData("[|DROP TABLE|] orders CASCADE", "table orders")]
    [InlineData("[|DROP FUNCTION|] f(int) CASCADE", "function f")]
    [InlineData("[|DROP SCHEMA|] app, old CASCADE", "schema app, old")]
    [InlineData("[|DROP EXTENSION|] citext CASCADE", "extension citext")]
    [InlineData("[|DROP SEQUENCE|] s CASCADE", "sequence s")]
    public async Task WhatIsNotKnown_IsSaidSo(string sql, string what)
    {
        await UpSql(sql).VerifyMessageAsync($"Dropping {what} with CASCADE also drops whatever depends on it, which the migrations do not tell");
        await File(sql).VerifyMessageAsync($"Dropping {what} with CASCADE also drops whatever depends on it, which the migrations do not tell");
    }

    [Fact]
    public Task KnownAndUnknown_AreBothSaid() => UpSql("[|DROP TABLE|] orders CASCADE").After("ALTER TABLE lines ADD CONSTRAINT fk FOREIGN KEY (o) REFERENCES orders (id)")
        .VerifyMessageAsync("Dropping table orders with CASCADE also drops foreign key fk of lines, and whatever else depends on it");

    [Theory]
    [InlineData("DROP TABLE alone CASCADE")]
    [InlineData("DROP VIEW newest CASCADE")]
    [InlineData("ALTER TABLE orders DROP COLUMN total CASCADE")]
    [InlineData("DROP TABLE orders")]
    [InlineData("CREATE TABLE scratch (id int); DROP TABLE scratch CASCADE")]
    [InlineData("TRUNCATE alone CASCADE")]
    public Task NothingThatGoesAlong_IsSilent(string sql) => UpSql(sql).After(Earlier).VerifyAsync();

    [Fact]
    public Task CascadeThatNpgsqlWrites_IsSilent() => Up("""
        migrationBuilder.AlterColumn<int>(name: "id", table: "orders", type: "integer", nullable: false, oldClrType: typeof(int), oldType: "integer")
            .OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.SerialColumn);
        """).VerifyAsync();

    [Fact]
    public Task Downtime_IsSilent() => UpSql("DROP TABLE orders CASCADE").With("deployment", "downtime").VerifyAsync();
}
