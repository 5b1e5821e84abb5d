namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1009PrimaryKeyUsingIndexScansTests() : RuleTest("DBM1009")
{
    private const string Orders = "CREATE TABLE orders (id int, number int, code int NOT NULL); CREATE UNIQUE INDEX ix ON orders (number, code);";

    private const string AddKey = "ALTER TABLE orders ADD CONSTRAINT pk PRIMARY KEY USING INDEX ix";

    private const string Found = "ALTER TABLE orders [|ADD CONSTRAINT|] pk PRIMARY KEY USING INDEX ix";

    [Fact]
    public Task NullableColumn_IsNamedWithTableAndLock() => UpSql(Found).After(Orders).VerifyMessageAsync(
        "Making index ix the primary key of the existing table orders reads every row, because number may be NULL, under an ACCESS EXCLUSIVE lock: "
        + "reads and writes wait until it is done");

    [Theory]
    [InlineData("ALTER TABLE orders ALTER COLUMN number SET NOT NULL")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT ck CHECK (number IS NOT NULL)")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT ck CHECK (number IS NOT NULL) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT ck")]
    public Task ColumnThatIsProved_IsSilent(string proof) => UpSql(AddKey).After(Orders + proof).With("postgres_version", "12").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT ck CHECK (number IS NOT NULL) NOT VALID")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT ck CHECK (number > 0)")]
    public Task WhatProvesNothing_IsFound(string earlier) => UpSql(Found).After(Orders + earlier).VerifyAsync();

    [Fact]
    public Task ProofThatTheSameStatementDrops_IsFound() =>
        UpSql(Found + ", DROP CONSTRAINT ck").After(Orders + "ALTER TABLE orders ADD CONSTRAINT ck CHECK (number IS NOT NULL)").VerifyAsync();

    [Fact]
    public async Task UnknownTableOrIndex_IsSilent()
    {
        await File(AddKey).VerifyAsync();
        await UpSql(AddKey).After("CREATE TABLE orders (number int)").VerifyAsync();
    }

    [Fact]
    public async Task NewOrSmallTable_IsSilent()
    {
        await UpSql(Orders + AddKey).VerifyAsync();
        await UpSql(AddKey).After(Orders).With("small_tables", "orders").VerifyAsync();
    }

    [Fact]
    public Task UniqueConstraint_NeedsNoNotNull() => UpSql("ALTER TABLE orders ADD CONSTRAINT ak UNIQUE USING INDEX ix").After(Orders).VerifyAsync();
}
