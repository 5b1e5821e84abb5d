namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1012PartitionAttachScansTests() : RuleTest("DBM1012")
{
    private const string Orders = "CREATE TABLE orders (id int NOT NULL, at date) PARTITION BY RANGE (at);";

    private const string Old = "CREATE TABLE old (id int NOT NULL, at date);";

    private const string Rest = "CREATE TABLE rest PARTITION OF orders DEFAULT;";

    private const string Bounds = "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')";

    private const string Attach = "ALTER TABLE orders ATTACH PARTITION old " + Bounds;

    private const string Found = "ALTER TABLE orders [|ATTACH PARTITION|] old " + Bounds;

    private const string Within = "at IS NOT NULL AND at >= '2024-01-01' AND at < '2025-01-01'";

    [Fact]
    public Task TableWithoutProof_IsNamedWithItsLock() => UpSql(Found).After(Orders + Old).VerifyMessageAsync(
        "Making old a partition of orders reads every row of the existing table old (no valid CHECK constraint proves the bounds) under an ACCESS EXCLUSIVE lock: "
        + "reads and writes wait until that is done");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task UnknownTables_AreFound(string source) => Sql(source, "ALTER TABLE orders [|ATTACH PARTITION|] é FOR VALUES IN (1)").VerifyAsync();

    [Theory]
    [InlineData("")]
    [InlineData("ALTER TABLE old ADD CONSTRAINT ck CHECK (at >= '2024-01-01' AND at < '2025-01-01')")]
    [InlineData("ALTER TABLE old ADD CONSTRAINT ck CHECK (" + Within + ") NOT VALID")]
    [InlineData("ALTER TABLE old ADD CONSTRAINT ck CHECK (at IS NOT NULL AND at >= '2024-01-01' AND at < '2026-01-01')")]
    public Task WhatProvesNothing_IsFound(string earlier) => UpSql(Found).After(Orders + Old + earlier).VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE old ADD CONSTRAINT ck CHECK (" + Within + ")")]
    [InlineData("ALTER TABLE old ADD CONSTRAINT ck CHECK (" + Within + ") NOT VALID; ALTER TABLE old VALIDATE CONSTRAINT ck")]
    [InlineData("ALTER TABLE old ALTER COLUMN at SET NOT NULL; ALTER TABLE old ADD CONSTRAINT ck CHECK (at >= '2024-01-01' AND at < '2025-01-01')")]
    public Task ProvedBounds_AreSilent(string proof) => UpSql(Attach).After(Orders + Old + proof).VerifyAsync();

    [Fact]
    public async Task ProofOfTheSameMigration_IsSilentThoughNothingElseIsKnown()
    {
        const string Sql = $"ALTER TABLE old ADD CONSTRAINT ck CHECK ({Within}) NOT VALID; ALTER TABLE old VALIDATE CONSTRAINT ck; {Attach}";

        await File(Sql).VerifyAsync();
        await UpSql(Sql).VerifyAsync();
    }

    [Fact]
    public Task PartitionedTableThatIsAttached_IsReadInItsPartitions() => UpSql(Found).After(
        Orders + "CREATE TABLE old (id int NOT NULL, at date) PARTITION BY LIST (id); CREATE TABLE old_1 PARTITION OF old FOR VALUES IN (1)").VerifyAsync();

    [Fact]
    public Task DefaultPartition_IsRead() => UpSql(Found).After(Orders + Rest + Old + "ALTER TABLE old ADD CONSTRAINT ck CHECK (" + Within + ")").VerifyMessageAsync(
        "Making old a partition of orders reads every row of the DEFAULT partition rest (no valid CHECK constraint proves that none belongs into the new one) "
        + "under an ACCESS EXCLUSIVE lock: reads and writes wait until that is done");

    [Fact]
    public Task IndexAndForeignKeyOfTheParent_AreNamedToo() => UpSql(Found).After(
        "CREATE TABLE users (id int PRIMARY KEY);" + Orders + Old + "CREATE INDEX ix ON orders (id); ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES users").VerifyMessageAsync(
            "Making old a partition of orders reads every row of the existing table old (no valid CHECK constraint proves the bounds), builds the indexes of orders that old lacks "
            + "and checks the foreign keys of orders in every row of old under an ACCESS EXCLUSIVE lock: reads and writes wait until that is done");

    [Fact]
    public Task IndexAndForeignKeyThatThePartitionHas_AreSilent() => UpSql(Attach).After(
        "CREATE TABLE users (id int PRIMARY KEY);" + Orders + Old + "CREATE INDEX ix ON orders (id); ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES users;"
        + "CREATE INDEX ix_old ON old (id); ALTER TABLE old ADD FOREIGN KEY (id) REFERENCES users; ALTER TABLE old ADD CHECK (" + Within + ")").VerifyAsync();

    [Fact]
    public Task PartitionCreatedBesideADefaultOne_LocksAllOfTheTable() => UpSql($"[|CREATE TABLE|] new PARTITION OF orders {Bounds}").After(Orders + Rest).VerifyMessageAsync(
        "Making new a partition of orders reads every row of the DEFAULT partition rest (no valid CHECK constraint proves that none belongs into the new one) "
        + "under an ACCESS EXCLUSIVE lock: reads and writes of all of orders wait until that is done");

    [Theory]
    [InlineData(Orders, $"CREATE TABLE new PARTITION OF orders {Bounds}")]
    [InlineData(Orders + Rest + "ALTER TABLE rest ADD CHECK (at IS NULL OR at >= '2025-01-01')", $"CREATE TABLE new PARTITION OF orders {Bounds}")]
    [InlineData(Orders, Old + Attach)]
    [InlineData("", Orders + Rest + Old + Attach)]
    public Task NothingToRead_IsSilent(string earlier, string sql) => UpSql(sql).After(earlier).VerifyAsync();

    [Fact]
    public Task SmallTables_AreSilent() => UpSql(Attach).After(Orders + Rest + Old).With("small_tables", "old, rest").VerifyAsync();
}
