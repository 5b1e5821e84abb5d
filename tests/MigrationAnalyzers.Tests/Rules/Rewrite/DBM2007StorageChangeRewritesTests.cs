namespace MigrationAnalyzers.Tests.Rules.Rewrite;

public sealed class DBM2007StorageChangeRewritesTests() : RuleTest("DBM2007")
{
    [Fact]
    public Task AlterTableCall_NamesTableAndLock() => Up("""migrationBuilder.[|AlterTable|](name: "orders").Annotation("Npgsql:UnloggedTable", true);""").VerifyMessageAsync(
        "The SET UNLOGGED here rewrites orders and all its indexes under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done");

    [Fact]
    public Task Tablespace_CopiesFiles() => UpSql("ALTER TABLE orders [|SET TABLESPACE|] fast").VerifyMessageAsync(
        "The SET TABLESPACE here copies the files of orders under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done");

    [Theory]
    [InlineData("ALTER TABLE orders [|SET LOGGED|]")]
    [InlineData("ALTER TABLE orders [|SET UNLOGGED|]")]
    [InlineData("ALTER TABLE orders [|SET ACCESS METHOD|] columnar")]
    [InlineData("ALTER INDEX ix_orders [|SET TABLESPACE|] fast")]
    public async Task EachFormInSql_IsFound(string sql)
    {
        await UpSql(sql).With("postgres_version", "15").VerifyAsync();
        await File(sql).With("postgres_version", "15").VerifyAsync();
    }

    [Fact]
    public Task AllTablesOfATablespace_AreNamed() => UpSql("[|ALTER TABLE|] ALL IN TABLESPACE pg_default SET TABLESPACE fast")
        .After("CREATE TABLE orders (id int); CREATE TABLE users (id int)").VerifyMessageAsync(
            "The SET TABLESPACE here copies the files of orders and users under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done");

    [Theory]
    [InlineData("ALTER TABLE orders SET LOGGED")]
    [InlineData("ALTER TABLE orders SET TABLESPACE pg_default")]
    [InlineData("ALTER TABLE orders SET ACCESS METHOD heap")]
    [InlineData("ALTER TABLE orders SET (fillfactor = 70)")]
    [InlineData("CREATE TABLE carts (id int); ALTER TABLE carts SET UNLOGGED")]
    public Task NothingIsWritten_IsSilent(string sql) => UpSql(sql).After("CREATE TABLE orders (id int)").With("postgres_version", "15").VerifyAsync();

    [Fact]
    public Task PlaceThatMayBeTheSame_IsSilent() => UpSql("ALTER TABLE orders SET TABLESPACE pg_default; ALTER TABLE orders SET ACCESS METHOD heap").With("postgres_version", "15").VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() => UpSql("ALTER TABLE orders SET UNLOGGED").With("small_tables", "orders").VerifyAsync();
}
