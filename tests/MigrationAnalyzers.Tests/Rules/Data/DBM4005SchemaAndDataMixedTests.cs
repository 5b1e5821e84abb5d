namespace MigrationAnalyzers.Tests.Rules.Data;

public sealed class DBM4005SchemaAndDataMixedTests() : RuleTest("DBM4005")
{
    [Fact]
    public Task UpdateBeforeAnIndex_NamesBoth() => UpSql("""
        [|UPDATE|] settings SET value = 'on' WHERE id = 7;
        CREATE INDEX ix ON orders (a)
        """).VerifyInfoAsync(
            "The rows of settings that this UPDATE writes stay locked until the transaction ends, which goes on to build an index on orders: "
            + "whoever wants to change one of them waits as long");

    [Theory]
    [InlineData("ALTER TABLE orders VALIDATE CONSTRAINT ck")]
    [InlineData("ALTER TABLE orders ALTER COLUMN a SET NOT NULL")]
    [InlineData("ALTER TABLE orders ADD CHECK (a > 0)")]
    [InlineData("ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid()")]
    [InlineData("ALTER TABLE orders SET TABLESPACE fast")]
    public Task LongWorkAfterwards_IsFound(string sql) => UpSql("[|DELETE FROM|] settings WHERE id = 7;" + sql).VerifyAsync();

    [Fact]
    public Task Seed_IsFound() => Up("""
        migrationBuilder.[|DeleteData|](table: "settings", keyColumn: "id", keyValue: 7);
        migrationBuilder.CreateIndex(name: "ix", table: "orders", column: "a");
        """).VerifyAsync();

    [Fact]
    public Task SeveralWrites_AreOneFinding() => UpSql("""
        [|UPDATE|] settings SET value = 'on' WHERE id = 7;
        UPDATE settings SET value = 'on' WHERE id = 8;
        CREATE INDEX ix ON orders (a)
        """).VerifyAsync();

    [Theory]
    [InlineData("CREATE INDEX ix ON orders (a); UPDATE settings SET value = 'on' WHERE id = 7")]
    [InlineData("UPDATE settings SET value = 'on' WHERE id = 7; ALTER TABLE orders ADD COLUMN a int")]
    [InlineData("UPDATE settings SET value = 'on' WHERE id = 7; CREATE TABLE n (a int); CREATE INDEX ix ON n (a)")]
    [InlineData("UPDATE settings SET value = 'on' WHERE id = 7; CREATE INDEX ix ON settings (a)")]
    [InlineData("INSERT INTO settings (id) VALUES (7); CREATE INDEX ix ON orders (a)")]
    [InlineData("UPDATE settings SET value = 'on'; CREATE INDEX ix ON orders (a)")]
    [InlineData("UPDATE settings SET value = 'on' WHERE false; CREATE INDEX ix ON orders (a)")]
    public Task ShortOrOtherWork_IsSilent(string sql) => UpSql(sql).VerifyAsync();

    [Fact]
    public Task OtherTransaction_IsSilent() => Up("""
        migrationBuilder.Sql("UPDATE settings SET value = 'on' WHERE id = 7");
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (a)", suppressTransaction: true);
        migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck");
        """).VerifyAsync();

    [Fact]
    public async Task Script_CountsWithItsOwnTransaction()
    {
        await File("UPDATE settings SET value = 'on' WHERE id = 7; CREATE INDEX ix ON orders (a);").VerifyAsync();
        await File("BEGIN; [|UPDATE|] settings SET value = 'on' WHERE id = 7; CREATE INDEX ix ON orders (a); COMMIT;").VerifyAsync();
    }

    [Fact]
    public Task SmallTable_IsSilent() =>
        UpSql("UPDATE settings SET value = 'on' WHERE id = 7; CREATE INDEX ix ON orders (a)").With("small_tables", "orders").VerifyAsync();
}
