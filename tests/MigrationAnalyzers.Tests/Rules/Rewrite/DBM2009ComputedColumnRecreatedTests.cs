namespace MigrationAnalyzers.Tests.Rules.Rewrite;

public sealed class DBM2009ComputedColumnRecreatedTests() : RuleTest("DBM2009")
{
    private const string Earlier = """
        CREATE TABLE orders (net int, gross int GENERATED ALWAYS AS (net * 2) STORED);
        CREATE INDEX ix_orders_gross ON orders (gross);
        """;

    private const string Recreate = """
        migrationBuilder.[|AlterColumn|]<int>(
            name: "gross", table: "orders", type: "integer", nullable: false, computedColumnSql: "net * 3", stored: true,
            oldClrType: typeof(int), oldType: "integer", oldComputedColumnSql: "net * 2", oldStored: true);
        """;

    [Fact]
    public Task AlterColumnCall_NamesColumnAndLock() => Up(Recreate).VerifyMessageAsync(
        "Changing orders.gross drops the generated column and adds it again: "
        + "that rewrites the table and all its indexes under an ACCESS EXCLUSIVE lock, and reads and writes wait until it is done");

    [Fact]
    public Task IndexesOverTheColumn_AreNamed() => Up(Recreate).After(Earlier).VerifyMessageAsync(
        "Changing orders.gross drops the generated column and adds it again: "
        + "that rewrites the table and all its indexes under an ACCESS EXCLUSIVE lock, and reads and writes wait until it is done; index ix_orders_gross is gone with the old one");

    [Fact]
    public Task VirtualColumnInItsPlace_LosesTheIndex() =>
        UpSql("ALTER TABLE orders DROP COLUMN gross; ALTER TABLE orders [|ADD COLUMN|] gross int GENERATED ALWAYS AS (net * 3) VIRTUAL").After(Earlier)
            .With("postgres_version", "18")
            .VerifyMessageAsync("Changing orders.gross drops the generated column and adds it again: index ix_orders_gross is gone with the old one");

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN other int GENERATED ALWAYS AS (net * 3) STORED")]
    [InlineData("ALTER TABLE orders DROP COLUMN gross; ALTER TABLE orders ADD COLUMN gross int")]
    [InlineData("ALTER TABLE orders DROP COLUMN net CASCADE; ALTER TABLE orders ADD COLUMN net int GENERATED ALWAYS AS (1) STORED")]
    [InlineData("CREATE TABLE carts (net int, gross int GENERATED ALWAYS AS (net * 2) STORED); ALTER TABLE carts DROP COLUMN gross; ALTER TABLE carts ADD COLUMN gross int GENERATED ALWAYS AS (net * 3) STORED")]
    public Task NoGeneratedColumnThatComesBack_IsSilent(string sql) => UpSql(sql).After(Earlier).VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() => Up(Recreate.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal))
        .With("small_tables", "orders").VerifyAsync();
}
