namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3005ObjectRenamedTests() : RuleTest("DBM3005")
{
    private const string Breaks = " breaks the application version that is still running if it uses the old name: its statements fail until it is replaced";

    [Fact]
    public Task RenameSequenceCall_NamesBothNames() => Up("""migrationBuilder.[|RenameSequence|](name: "order_numbers", newName: "numbers");""").VerifyMessageAsync(
        "Renaming sequence order_numbers to numbers" + Breaks);

    [Theory]
    [InlineData("[|ALTER VIEW|] active_users RENAME TO active_customers", "view active_users to active_customers")]
    [InlineData("[|ALTER VIEW|] active_users SET SCHEMA app", "view active_users to app.active_users")]
    [InlineData("[|ALTER FUNCTION|] total(int) RENAME TO sum_of", "function total to sum_of")]
    [InlineData("[|ALTER PROCEDURE|] fill() SET SCHEMA app", "procedure fill to app.fill")]
    [InlineData("[|ALTER TYPE|] state RENAME TO order_state", "type state to order_state")]
    [InlineData("[|ALTER DOMAIN|] email SET SCHEMA app", "type email to app.email")]
    [InlineData("[|ALTER SCHEMA|] app RENAME TO sales", "schema app to sales")]
    [InlineData("[|ALTER FOREIGN TABLE|] remote RENAME TO far", "foreign table remote to far")]
    [InlineData("ALTER TYPE address [|RENAME ATTRIBUTE|] street TO road", "attribute street of type address to road")]
    public async Task EachKindInSql_IsNamed(string sql, string renamed)
    {
        await UpSql(sql).VerifyMessageAsync("Renaming " + renamed + Breaks);
        await File(sql).VerifyMessageAsync("Renaming " + renamed + Breaks);
    }

    [Theory]
    [InlineData("ALTER INDEX a RENAME TO b")]
    [InlineData("ALTER TABLE t RENAME CONSTRAINT a TO b")]
    [InlineData("ALTER TRIGGER a ON t RENAME TO b")]
    [InlineData("ALTER POLICY a ON t RENAME TO b")]
    [InlineData("ALTER PUBLICATION a RENAME TO b")]
    [InlineData("ALTER EXTENSION citext SET SCHEMA app")]
    [InlineData("CREATE VIEW v AS SELECT 1 AS a; ALTER VIEW v RENAME TO w")]
    [InlineData("CREATE TYPE state AS ENUM ('a'); ALTER TYPE state RENAME TO s")]
    [InlineData("ALTER VIEW v RENAME TO w; CREATE VIEW v AS SELECT * FROM w")]
    [InlineData("ALTER TYPE state RENAME TO state_old; CREATE TYPE state AS ENUM ('a')")]
    public Task NothingThatTheApplicationMisses_IsSilent(string sql) => UpSql(sql).VerifyAsync();

    [Fact]
    public Task SequenceOfASerialColumn_IsSilent() =>
        UpSql("ALTER SEQUENCE orders_id_seq RENAME TO numbers").After("CREATE TABLE orders (id serial PRIMARY KEY)").VerifyAsync();

    [Fact]
    public Task SerialThatBecomesAnIdentity_IsSilent() => Up("""
        migrationBuilder.AlterColumn<int>(name: "id", table: "orders", type: "integer", nullable: false, oldClrType: typeof(int), oldType: "integer")
            .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn)
            .OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.SerialColumn);
        """).VerifyAsync();

    [Fact]
    public Task Downtime_IsSilent() => UpSql("ALTER VIEW a RENAME TO b").With("deployment", "downtime").VerifyAsync();
}
