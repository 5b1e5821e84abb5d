namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3007RequiredColumnAddedTests() : RuleTest("DBM3007")
{
    private const string Message =
        "The new column orders.currency is required and has no default after this: each INSERT of the application version that is still running fails, because it does not name the column";

    [Fact]
    public Task DefaultThatIsDroppedAgain_IsFoundThere() => Up("""
        migrationBuilder.AddColumn<string>(name: "currency", table: "orders", type: "text", nullable: false, defaultValue: "EUR");
        migrationBuilder.[|AlterColumn|]<string>(name: "currency", table: "orders", type: "text", nullable: false, oldClrType: typeof(string), oldType: "text", oldDefaultValue: "EUR");
        """).VerifyMessageAsync(Message);

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR'; ALTER TABLE orders ALTER COLUMN currency [|DROP DEFAULT|]")]
    [InlineData("ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR'; ALTER TABLE orders ALTER COLUMN currency [|SET DEFAULT|] NULL")]
    [InlineData("ALTER TABLE orders ADD COLUMN currency text; UPDATE orders SET currency = 'EUR'; ALTER TABLE orders ALTER COLUMN currency [|SET NOT NULL|]")]
    [InlineData("ALTER TABLE orders ADD COLUMN currency text; ALTER TABLE orders [|ADD CONSTRAINT|] ck CHECK (currency IS NOT NULL) NOT VALID")]
    public async Task EachWayInSql_IsFound(string sql)
    {
        await UpSql(sql).VerifyMessageAsync(Message);
        await File(sql).VerifyMessageAsync(Message);
    }

    [Fact]
    public Task NotNullConstraintOfPostgres18_IsFound() =>
        UpSql("ALTER TABLE orders ADD COLUMN currency text; ALTER TABLE orders [|ADD CONSTRAINT|] nn NOT NULL currency NOT VALID").With("postgres_version", "18").VerifyMessageAsync(Message);

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR'")]
    [InlineData("ALTER TABLE orders ADD COLUMN currency text")]
    [InlineData("ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR'; ALTER TABLE orders ALTER COLUMN currency DROP DEFAULT; ALTER TABLE orders ALTER COLUMN currency DROP NOT NULL")]
    [InlineData("ALTER TABLE orders ADD COLUMN currency text; ALTER TABLE orders ADD CONSTRAINT ck CHECK (currency IS NOT NULL) NOT VALID; ALTER TABLE orders DROP CONSTRAINT ck")]
    [InlineData("ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR'; ALTER TABLE orders ALTER COLUMN currency DROP DEFAULT; ALTER TABLE orders ALTER COLUMN currency SET DEFAULT 'USD'")]
    [InlineData("ALTER TABLE orders ADD COLUMN n int GENERATED ALWAYS AS IDENTITY")]
    [InlineData("ALTER TABLE orders ADD COLUMN n bigserial")]
    [InlineData("ALTER TABLE orders ADD COLUMN n text NOT NULL GENERATED ALWAYS AS ('x') STORED")]
    [InlineData("CREATE DOMAIN currency AS text DEFAULT 'EUR'; ALTER TABLE orders ADD COLUMN n currency NOT NULL")]
    [InlineData("CREATE TABLE orders (id int); ALTER TABLE orders ADD COLUMN n int NOT NULL DEFAULT 1; ALTER TABLE orders ALTER COLUMN n DROP DEFAULT")]
    [InlineData("ALTER TABLE orders ADD COLUMN n text NOT NULL DEFAULT ''; CREATE TRIGGER fill BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION fill(); ALTER TABLE orders ALTER COLUMN n DROP DEFAULT")]
    public Task InsertsThatGoOn_AreSilent(string sql) => UpSql(sql).VerifyAsync();

    [Fact]
    public Task TypeThatIsNotKnown_IsSilent() =>
        UpSql("ALTER TABLE orders ADD COLUMN currency app.currency NOT NULL DEFAULT 'EUR'; ALTER TABLE orders ALTER COLUMN currency DROP DEFAULT").VerifyAsync();

    [Fact]
    public Task DefaultValueOfEf_StaysAndIsSilent() =>
        Up("""migrationBuilder.AddColumn<string>(name: "currency", table: "orders", type: "text", nullable: false, defaultValue: "");""").VerifyAsync();

    [Fact]
    public Task StatementThatFailsWithRows_IsSilent() => Up("""migrationBuilder.AddColumn<string>(name: "currency", table: "orders", type: "text", nullable: false);""").VerifyAsync();

    [Fact]
    public Task Downtime_IsSilent() => UpSql("ALTER TABLE orders ADD COLUMN c text NOT NULL DEFAULT 'EUR'; ALTER TABLE orders ALTER COLUMN c DROP DEFAULT").With("deployment", "downtime").VerifyAsync();
}
