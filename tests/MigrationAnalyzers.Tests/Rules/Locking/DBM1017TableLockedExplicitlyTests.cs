namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1017TableLockedExplicitlyTests() : RuleTest("DBM1017")
{
    [Fact]
    public Task LockTable_NamesTableAndLock() => UpSql("[|LOCK TABLE|] orders").VerifyMessageAsync(
        "This LOCK TABLE holds an ACCESS EXCLUSIVE lock on the existing table orders until the transaction ends: "
        + "reads and writes wait for all that the transaction still does");

    [Theory]
    [InlineData("SHARE", "a SHARE")]
    [InlineData("SHARE ROW EXCLUSIVE", "a SHARE ROW EXCLUSIVE")]
    [InlineData("EXCLUSIVE", "an EXCLUSIVE")]
    public Task ModeThatBlocksWrites_IsNamed(string mode, string named) => UpSql($"[|LOCK TABLE|] shop.orders IN {mode} MODE").VerifyMessageAsync(
        $"This LOCK TABLE holds {named} lock on the existing table shop.orders until the transaction ends: writes wait for all that the transaction still does");

    [Theory]
    [InlineData("ACCESS SHARE")]
    [InlineData("ROW SHARE")]
    [InlineData("ROW EXCLUSIVE")]
    [InlineData("SHARE UPDATE EXCLUSIVE")]
    public Task ModeThatNeitherReadsNorWritesWaitFor_IsSilent(string mode) => UpSql($"LOCK TABLE orders IN {mode} MODE").VerifyAsync();

    [Theory]
    [InlineData("BEGIN; [|LOCK TABLE|] orders IN SHARE MODE; UPDATE orders SET total = 0 WHERE id = 1; COMMIT")]
    [InlineData("[|LOCK TABLE|] orders; UPDATE orders SET total = 0 WHERE id = 1")]
    [InlineData("[|LOCK TABLE|] orders IN ACCESS EXCLUSIVE MODE; CREATE INDEX ix ON orders (total)")]
    [InlineData("BEGIN; [|LOCK TABLE|] orders; COMMIT; ALTER TABLE orders ADD COLUMN note text")]
    public async Task NothingAfterItNeedsTheLock_IsFound(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Theory]
    [InlineData("LOCK TABLE orders, users IN ACCESS EXCLUSIVE MODE; ALTER TABLE users ADD COLUMN note text; ALTER TABLE orders ADD COLUMN note text")]
    [InlineData("LOCK TABLE orders IN SHARE MODE; CREATE INDEX ix ON orders (total)")]
    [InlineData("ALTER TABLE orders ADD COLUMN note text; LOCK TABLE orders")]
    public async Task LockThatTheTransactionTakesAnyway_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File($"BEGIN; {sql}; COMMIT").VerifyAsync();
    }

    [Fact]
    public Task LockThatIsRolledBack_IsSilent() => File("BEGIN; SAVEPOINT a; LOCK TABLE orders; ROLLBACK TO a; COMMIT").VerifyAsync();

    [Fact]
    public Task LockThatALaterCallTakesAnyway_IsSilent() => Up("""
        migrationBuilder.Sql("LOCK TABLE orders");
        migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
        """).VerifyAsync();

    [Fact]
    public Task LockThatAnotherTransactionTakes_IsFound() => Up("""
        migrationBuilder.Sql("[|LOCK TABLE|] orders");
        migrationBuilder.Sql("VACUUM users", suppressTransaction: true);
        migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
        """).VerifyAsync();

    [Theory]
    [InlineData("CREATE TABLE orders (id int); LOCK TABLE orders")]
    [InlineData("CREATE TEMP TABLE orders (id int); LOCK TABLE orders")]
    public async Task NewTable_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }
}
