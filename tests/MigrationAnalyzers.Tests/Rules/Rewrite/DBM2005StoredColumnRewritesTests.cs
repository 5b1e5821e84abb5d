namespace MigrationAnalyzers.Tests.Rules.Rewrite;

public sealed class DBM2005StoredColumnRewritesTests() : RuleTest("DBM2005")
{
    private const string Earlier = "CREATE TABLE orders (net int, tax int, gross int GENERATED ALWAYS AS (net + tax) STORED)";

    [Fact]
    public Task AddColumnCall_NamesColumnAndLock() => Up("""
        migrationBuilder.[|AddColumn|]<int>(name: "gross", table: "orders", type: "integer", nullable: false, computedColumnSql: "net + tax", stored: true);
        """).VerifyMessageAsync(
            "Computing the new column gross for each row rewrites the existing table orders and all its indexes under an ACCESS EXCLUSIVE lock: "
            + "reads and writes wait until it is done");

    [Theory]
    [InlineData("ALTER TABLE orders [|ADD COLUMN|] gross int GENERATED ALWAYS AS (net + tax) STORED")]
    [InlineData("ALTER TABLE orders ADD COLUMN note text, [|ADD COLUMN|] gross int GENERATED ALWAYS AS (net + tax) STORED")]
    public async Task AddedInSql_IsFound(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Theory]
    [InlineData("17")]
    [InlineData("18")]
    public Task SetExpression_IsFound(string version) => UpSql("ALTER TABLE orders ALTER COLUMN gross [|SET EXPRESSION|] AS (net + tax + 1)").After(Earlier)
        .With("postgres_version", version).VerifyMessageAsync(
            "Computing the new expression of column gross for each row rewrites the existing table orders and all its indexes under an ACCESS EXCLUSIVE lock: "
            + "reads and writes wait until it is done");

    [Fact]
    public Task SetExpressionOfAColumnThatMayBeVirtual_IsSilent() =>
        UpSql("ALTER TABLE orders ALTER COLUMN gross SET EXPRESSION AS (net + tax + 1)").With("postgres_version", "18").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN double int GENERATED ALWAYS AS (net * 2) VIRTUAL")]
    [InlineData("ALTER TABLE orders ADD COLUMN double int GENERATED ALWAYS AS (net * 2)")]
    [InlineData("ALTER TABLE orders ALTER COLUMN gross DROP EXPRESSION")]
    [InlineData("CREATE TABLE carts (net int); ALTER TABLE carts ADD COLUMN double int GENERATED ALWAYS AS (net * 2) STORED")]
    public Task NothingIsComputedForExistingRows_IsSilent(string sql) => UpSql(sql).After(Earlier).With("postgres_version", "18").VerifyAsync();

    [Fact]
    public Task ColumnThatIsDroppedAndAddedAgain_IsSilent() =>
        UpSql("ALTER TABLE orders DROP COLUMN gross; ALTER TABLE orders ADD COLUMN gross int GENERATED ALWAYS AS (net * 2) STORED").After(Earlier).VerifyAsync();

    [Fact]
    public Task OrdinaryColumnThatMakesRoom_IsFound() =>
        UpSql("ALTER TABLE orders DROP COLUMN tax CASCADE; ALTER TABLE orders [|ADD COLUMN|] tax int GENERATED ALWAYS AS (net * 2) STORED").After(Earlier).VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() =>
        UpSql("ALTER TABLE orders ADD COLUMN gross int GENERATED ALWAYS AS (net + tax) STORED").With("small_tables", "orders").VerifyAsync();
}
