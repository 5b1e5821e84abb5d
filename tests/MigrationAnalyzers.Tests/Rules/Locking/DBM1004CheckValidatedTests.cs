namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1004CheckValidatedTests() : RuleTest("DBM1004")
{
    [Fact]
    public Task AddCheckConstraintCall_NamesTableAndLock() =>
        Up("""migrationBuilder.[|AddCheckConstraint|](name: "ck_price", table: "products", sql: "price >= 0");""").VerifyMessageAsync(
            "Adding CHECK constraint ck_price reads every row of the existing table products under an ACCESS EXCLUSIVE lock: "
            + "reads and writes wait until all rows are checked");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task AddConstraintInSql_IsFound(string source) => Sql(source, "ALTER TABLE products [|ADD CONSTRAINT|] ck_é CHECK (price >= 0)").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE products [|ADD CHECK|] (price >= 0)")]
    [InlineData("ALTER TABLE products ALTER COLUMN price DROP DEFAULT, [|ADD CHECK|] (price >= 0)")]
    [InlineData("ALTER TABLE products [|ADD COLUMN|] price int DEFAULT 1 CHECK (price >= 0)")]
    public async Task EachFormInSql_IsFound(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Fact]
    public Task ConstraintWithoutAName_IsCalledACheckConstraint() => File("ALTER TABLE shop.products [|ADD CHECK|] (price >= 0)").VerifyMessageAsync(
        "Adding a CHECK constraint reads every row of the existing table shop.products under an ACCESS EXCLUSIVE lock: "
        + "reads and writes wait until all rows are checked");

    [Theory]
    [InlineData("ALTER TABLE products ADD CONSTRAINT ck CHECK (price >= 0) NOT VALID")]
    [InlineData("ALTER TABLE products ADD CONSTRAINT ck CHECK (price >= 0) NOT VALID; ALTER TABLE products VALIDATE CONSTRAINT ck")]
    [InlineData("ALTER TABLE products ADD CONSTRAINT ck CHECK (price >= 0) NOT ENFORCED")]
    [InlineData("CREATE TABLE products (price int); ALTER TABLE products ADD CHECK (price >= 0)")]
    [InlineData("CREATE TABLE PRODUCTS (price int); ALTER TABLE public.products ADD CHECK (price >= 0)")]
    [InlineData("CREATE TABLE shop.\"Products\" (price int); ALTER TABLE shop.\"Products\" ADD CHECK (price >= 0)")]
    [InlineData("CREATE TABLE products (price int CHECK (price >= 0))")]
    public async Task NoScanOfAnExistingTable_IsSilent(string sql)
    {
        await UpSql(sql).With("postgres_version", "18").VerifyAsync();
        await File(sql).With("postgres_version", "18").VerifyAsync();
    }

    [Fact]
    public Task VirtualColumnWithACheck_IsFound() =>
        File("ALTER TABLE products [|ADD COLUMN|] twice int GENERATED ALWAYS AS (price * 2) VIRTUAL NOT NULL CHECK (twice > 0)").With("postgres_version", "18").VerifyAsync();

    [Fact]
    public Task ColumnAndConstraintInOneAlterTable_IsFoundOnlyWhereItIsValidated()
        => File("ALTER TABLE products ADD COLUMN a int, ADD CONSTRAINT ck_a CHECK (a > 0) NOT VALID, ADD COLUMN b int, [|ADD CONSTRAINT|] ck_b CHECK (b > 0)").VerifyAsync();

    [Fact]
    public Task RowsThatAreWrittenAnewByTheSameStatement_AreCheckedInPassing() =>
        File("ALTER TABLE products ADD CHECK (price >= 0), ALTER COLUMN price TYPE bigint USING price * 2").VerifyAsync();

    [Fact]
    public Task TableOfTheSameNameInAnotherSchema_IsFound() =>
        UpSql("CREATE TABLE shop.products (price int); ALTER TABLE products [|ADD CHECK|] (price >= 0)").VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() =>
        Up("""migrationBuilder.AddCheckConstraint("ck", "products", "price >= 0");""").With("small_tables", "products").VerifyAsync();

    [Fact]
    public Task GuardOfAnotherProvider_IsSilent() =>
        Up("""if (!migrationBuilder.IsNpgsql()) migrationBuilder.AddCheckConstraint("ck", "products", "price >= 0");""").VerifyAsync();
}
