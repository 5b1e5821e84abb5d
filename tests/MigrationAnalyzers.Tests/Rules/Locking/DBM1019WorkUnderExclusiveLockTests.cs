namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1019WorkUnderExclusiveLockTests() : RuleTest("DBM1019")
{
    [Fact]
    public Task IndexBuiltAfterAnotherTableWasChanged_NamesThatTable() => Up("""
        migrationBuilder.AddColumn<string>(name: "note", table: "users", type: "text", nullable: true);
        migrationBuilder.[|CreateIndex|](name: "ix_orders_user_id", table: "orders", column: "user_id");
        """).VerifyMessageAsync(
            "While this statement builds an index on orders, reads and writes of the existing table users wait: "
            + "its transaction already holds an ACCESS EXCLUSIVE lock there, and keeps it until it ends");

    [Fact]
    public Task TableLockedThroughAForeignKey_IsNamedWithItsOwnLock() => UpSql("""
        CREATE TABLE reviews (user_id int REFERENCES users (id));
        ALTER TABLE carts ADD COLUMN note text;
        ALTER TABLE products ADD COLUMN note text;
        [|UPDATE|] orders SET total = 0;
        """).VerifyMessageAsync(
            "While this statement writes rows of orders, reads and writes of the existing tables carts and products, and writes of the existing table users wait: "
            + "its transaction already holds an ACCESS EXCLUSIVE lock and a SHARE ROW EXCLUSIVE lock there, and keeps it until it ends");

    [Theory]
    [InlineData("[|CREATE INDEX|] ix ON orders (total)")]
    [InlineData("[|UPDATE|] orders SET total = 0 WHERE total IS NULL")]
    [InlineData("[|DELETE FROM|] orders WHERE total = 0")]
    [InlineData("CREATE TABLE copy (id int); [|INSERT INTO|] copy SELECT id FROM orders")]
    [InlineData("[|CREATE TABLE|] copy AS SELECT id FROM orders")]
    [InlineData("[|CREATE MATERIALIZED VIEW|] copy AS SELECT id FROM orders")]
    [InlineData("[|REFRESH MATERIALIZED VIEW|] sales")]
    [InlineData("[|REFRESH MATERIALIZED VIEW CONCURRENTLY|] sales")]
    [InlineData("ALTER TABLE orders [|VALIDATE CONSTRAINT|] ck")]
    [InlineData("ALTER TABLE orders [|ADD CONSTRAINT|] ck CHECK (total > 0)")]
    [InlineData("ALTER TABLE orders [|ADD CONSTRAINT|] fk FOREIGN KEY (product_id) REFERENCES products (id)")]
    [InlineData("ALTER TABLE orders ALTER COLUMN total [|SET NOT NULL|]")]
    [InlineData("ALTER TABLE orders [|ADD COLUMN|] number serial")]
    [InlineData("[|UPDATE|] orders SET name = users.name FROM users WHERE users.id = orders.user_id")]
    public Task EachKindOfLongWork_IsFound(string work) => UpSql("ALTER TABLE users ADD COLUMN note text; " + work).VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE users ADD COLUMN note text")]
    [InlineData("ALTER TABLE users DROP COLUMN note")]
    [InlineData("ALTER TABLE users RENAME TO customers")]
    [InlineData("LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE")]
    [InlineData("TRUNCATE users")]
    [InlineData("CREATE TABLE carts (user_id int REFERENCES users (id))")]
    [InlineData("ALTER TABLE carts ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID")]
    [InlineData("CREATE TRIGGER audit AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION audit()")]
    public Task EachLockThatIsLeftBehind_IsFound(string before) => UpSql(before + "; [|UPDATE|] orders SET total = 0").VerifyAsync();

    [Fact]
    public Task BlockInAFile_IsFound() => File("BEGIN; ALTER TABLE users ADD COLUMN note text; [|CREATE INDEX|] ix ON orders (total); COMMIT").VerifyAsync();

    [Fact]
    public Task DoBlock_IsFound() => File("DO $$ BEGIN ALTER TABLE users ADD COLUMN note text; [|UPDATE|] orders SET total = 0; END $$").VerifyAsync();

    [Fact]
    public Task SeveralWorkingStatements_AreOneFindingAtTheFirst() => Up("""
        migrationBuilder.AddColumn<int>(name: "user_id", table: "orders", type: "integer", nullable: true);
        migrationBuilder.AddColumn<int>(name: "user_id", table: "carts", type: "integer", nullable: true);
        migrationBuilder.[|CreateIndex|](name: "ix_orders_user_id", table: "orders", column: "user_id");
        migrationBuilder.CreateIndex(name: "ix_carts_user_id", table: "carts", column: "user_id");
        migrationBuilder.Sql("UPDATE products SET price = 0");
        """).VerifyMessageAsync(
            "While this statement builds an index on orders, reads and writes of the existing table carts wait: "
            + "its transaction already holds an ACCESS EXCLUSIVE lock there, and keeps it until it ends; the same goes for 2 later statements");

    [Fact]
    public Task ALaterWorkingStatement_IsCounted() =>
        UpSql("ALTER TABLE users ADD COLUMN note text; [|UPDATE|] orders SET total = 0; UPDATE users SET note = ''; UPDATE carts SET total = 0").VerifyMessageAsync(
            "While this statement writes rows of orders, reads and writes of the existing table users wait: "
            + "its transaction already holds an ACCESS EXCLUSIVE lock there, and keeps it until it ends; the same goes for a later statement");

    [Theory]
    [InlineData("BEGIN; ALTER TABLE users ADD COLUMN a int; [|UPDATE|] orders SET total = 0; COMMIT; BEGIN; ALTER TABLE users ADD COLUMN b int; [|UPDATE|] orders SET total = 1; COMMIT")]
    [InlineData("BEGIN; UPDATE orders SET total = 0; COMMIT; BEGIN; ALTER TABLE users ADD COLUMN b int; [|UPDATE|] orders SET total = 1; COMMIT; UPDATE orders SET total = 2")]
    public Task EachTransaction_HasItsOwnFinding(string sql) => File(sql).VerifyAsync();

    [Fact]
    public Task MaterializedViewThatIsMadeAnew_KeepsItsReadersWaiting() => UpSql("""
        DROP MATERIALIZED VIEW sales;
        [|CREATE MATERIALIZED VIEW|] sales AS SELECT id, total FROM orders;
        """).After("CREATE TABLE orders (id int, total int); CREATE MATERIALIZED VIEW sales AS SELECT id FROM orders").VerifyMessageAsync(
            "While this statement fills sales, reads and writes of the existing table sales wait: "
            + "its transaction already holds an ACCESS EXCLUSIVE lock there, and keeps it until it ends");

    [Fact]
    public Task PartitionsOfALockedTable_AreNotListed() => UpSql("ALTER TABLE events ADD COLUMN note text; [|UPDATE|] orders SET total = 0")
        .After("CREATE TABLE events (at date) PARTITION BY RANGE (at); CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")
        .VerifyMessageAsync(
            "While this statement writes rows of orders, reads and writes of the existing table events wait: "
            + "its transaction already holds an ACCESS EXCLUSIVE lock there, and keeps it until it ends");

    [Theory]
    // The work itself is short, or nobody knows.
    [InlineData("ALTER TABLE users ADD COLUMN note text; ALTER TABLE orders ADD COLUMN note text")]
    [InlineData("ALTER TABLE users ADD COLUMN note text; UPDATE orders SET total = 0 WHERE id = 1")]
    [InlineData("ALTER TABLE users ADD COLUMN note text; TRUNCATE orders")]
    [InlineData("ALTER TABLE users ADD COLUMN note text; INSERT INTO orders VALUES (1)")]
    [InlineData("ALTER TABLE users ADD COLUMN note text; ANALYZE orders")]
    [InlineData("ALTER TABLE users ADD COLUMN note text; SELECT my_function()")]
    [InlineData("ALTER TABLE users ADD COLUMN note text; REFRESH MATERIALIZED VIEW sales WITH NO DATA")]
    [InlineData("ALTER TABLE users ADD COLUMN note text; CREATE TABLE copy AS SELECT id FROM orders WITH NO DATA")]
    // It is done on the locked table: that has rules of its own.
    [InlineData("ALTER TABLE orders ADD COLUMN note text; CREATE INDEX ix ON orders (note)")]
    [InlineData("ALTER TABLE orders ADD COLUMN note text; UPDATE orders SET note = 0")]
    [InlineData("ALTER TABLE users ADD COLUMN note text; ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id)")]
    [InlineData("ALTER TABLE orders RENAME TO purchases; CREATE INDEX ix ON purchases (total)")]
    // Nobody waits for what is locked.
    [InlineData("CREATE TABLE users (id int); UPDATE orders SET total = 0")]
    [InlineData("CREATE TABLE users (id int); ALTER TABLE users RENAME TO customers; UPDATE orders SET total = 0")]
    [InlineData("CREATE TABLE users (id int); DROP TABLE users; UPDATE orders SET total = 0")]
    [InlineData("DROP TABLE users; UPDATE orders SET total = 0")]
    [InlineData("UPDATE users SET note = NULL; UPDATE orders SET total = 0")]
    [InlineData("CREATE STATISTICS s ON a, b FROM users; UPDATE orders SET total = 0")]
    [InlineData("DROP INDEX ix_users; UPDATE orders SET total = 0")]
    [InlineData("CREATE SEQUENCE s; ALTER SEQUENCE s INCREMENT 2; UPDATE orders SET total = 0")]
    [InlineData("CREATE TYPE t AS (a int); UPDATE orders SET total = 0")]
    // The work is on a table that nobody has filled.
    [InlineData("ALTER TABLE users ADD COLUMN note text; CREATE TABLE orders (id int); CREATE INDEX ix ON orders (id)")]
    // What is said of the first index goes for both.
    [InlineData("CREATE INDEX ix_users ON users (name); CREATE INDEX ix_orders ON orders (total)")]
    public Task NoWorkWhileAnotherTableIsLocked_IsSilent(string sql) => UpSql(sql).VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() => UpSql("ALTER TABLE users ADD COLUMN note text; UPDATE orders SET total = 0").With("small_tables", "orders").VerifyAsync();

    [Fact]
    public Task WorkOutsideOfTheTransaction_IsSilent() => Up("""
        migrationBuilder.AddColumn<string>(name: "note", table: "users", type: "text", nullable: true);
        migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id").Annotation("Npgsql:CreatedConcurrently", true);
        migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck", suppressTransaction: true);
        """).VerifyAsync();

    [Fact]
    public Task WorkInTheNextTransaction_IsSilent() => Up("""
        migrationBuilder.AddColumn<string>(name: "note", table: "users", type: "text", nullable: true);
        migrationBuilder.Sql("VACUUM users", suppressTransaction: true);
        migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id");
        """).VerifyAsync();

    [Fact]
    public Task WorkInAnotherMigration_IsSilent() =>
        UpSql("UPDATE orders SET total = 0").After("ALTER TABLE users ADD COLUMN note text").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE users ADD COLUMN note text; CREATE INDEX ix ON orders (total)")]
    [InlineData("BEGIN; SAVEPOINT a; ALTER TABLE users ADD COLUMN note text; ROLLBACK TO a; CREATE INDEX ix ON orders (total); COMMIT")]
    [InlineData("BEGIN; ALTER TABLE users ADD COLUMN note text; COMMIT; BEGIN; CREATE INDEX ix ON orders (total); COMMIT")]
    public Task LockGivenBackBeforeTheWork_IsSilent(string sql) => File(sql).VerifyAsync();
}
