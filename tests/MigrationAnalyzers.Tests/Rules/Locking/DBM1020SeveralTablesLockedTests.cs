namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1020SeveralTablesLockedTests() : RuleTest("DBM1020")
{
    [Fact]
    public Task SecondTable_IsReportedOnce() => Up("""
        migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
        migrationBuilder.[|AddColumn|]<string>(name: "note", table: "users", type: "text", nullable: true);
        migrationBuilder.AddColumn<string>(name: "note", table: "carts", type: "text", nullable: true);
        """).VerifyInfoAsync(
            "This statement locks users while its transaction holds an ACCESS EXCLUSIVE lock on orders: "
            + "it deadlocks with a transaction of the application that uses them in the other order");

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN user_id int; ALTER TABLE orders [|ADD CONSTRAINT|] fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID")]
    [InlineData("CREATE TABLE a (user_id int REFERENCES users (id)); [|CREATE TABLE|] b (product_id int REFERENCES products (id))")]
    [InlineData("LOCK TABLE orders IN SHARE MODE; [|LOCK TABLE|] users IN SHARE MODE")]
    [InlineData("TRUNCATE orders; ALTER TABLE users [|DROP COLUMN|] note")]
    public async Task EachPairOfLocks_IsFound(string sql)
    {
        await UpSql(sql).VerifyInfoAsync();
        await File($"BEGIN; {sql}; COMMIT").VerifyInfoAsync();
    }

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN a int; ALTER TABLE orders ADD COLUMN b int")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID")]
    [InlineData("CREATE TABLE orders (id int); ALTER TABLE users ADD COLUMN note text")]
    [InlineData("DROP TABLE orders; ALTER TABLE users ADD COLUMN note text")]
    [InlineData("UPDATE orders SET note = NULL WHERE id = 1; ALTER TABLE users ADD COLUMN note text")]
    [InlineData("ALTER TABLE orders RENAME TO purchases; ALTER TABLE purchases ADD COLUMN note text")]
    [InlineData("DROP INDEX ix_a; DROP INDEX ix_b")]
    public async Task OneExistingTable_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File($"BEGIN; {sql}; COMMIT").VerifyAsync();
    }

    [Fact]
    public Task LongWorkUnderThoseLocks_IsSilentBecauseDbm1019WarnsOfIt() =>
        UpSql("ALTER TABLE orders ADD COLUMN note text; ALTER TABLE users ADD COLUMN note text; UPDATE carts SET total = 0").VerifyAsync();

    [Fact]
    public Task LongWorkInItsOwnTransaction_IsFoundAllTheSame() => Up("""
        migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
        migrationBuilder.[|AddColumn|]<string>(name: "note", table: "users", type: "text", nullable: true);
        migrationBuilder.Sql("UPDATE carts SET total = 0", suppressTransaction: true);
        """).VerifyInfoAsync();

    [Fact]
    public Task PartitionOfALockedTable_IsSilent() => UpSql("ALTER TABLE events ADD COLUMN note text; ALTER TABLE events_1 ADD CHECK (note > '') NOT VALID")
        .After("CREATE TABLE events (at date) PARTITION BY RANGE (at); CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")
        .VerifyAsync();

    [Fact]
    public Task TransactionOfEachTable_IsSilent() => Up("""
        migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
        migrationBuilder.Sql("ALTER TABLE users ADD COLUMN note text", suppressTransaction: true);
        """).VerifyAsync();
}
