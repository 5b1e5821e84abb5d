namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1010TypeChangeScansTests() : RuleTest("DBM1010")
{
    private const string Products = "CREATE TABLE products (id int PRIMARY KEY, name varchar(50) CONSTRAINT ck_name CHECK (name <> ''), price numeric(10, 2));";

    private const string Widen = "ALTER TABLE products ALTER COLUMN name TYPE varchar(100)";

    private const string CitextKeys = """
        CREATE EXTENSION citext;
        CREATE TABLE users (name citext PRIMARY KEY);
        CREATE TABLE orders (user_name citext, CONSTRAINT fk FOREIGN KEY (user_name) REFERENCES users);
        """;

    private const string Found = "ALTER TABLE products ALTER COLUMN name [|TYPE|] varchar(100)";

    [Fact]
    public Task CheckOverTheColumn_IsNamed() => UpSql(Found).After(Products).VerifyMessageAsync(
        "Changing the type of products.name checks CHECK constraint ck_name again: every row of the existing table products is read under an ACCESS EXCLUSIVE lock, "
        + "and reads and writes wait until it is done");

    [Fact]
    public Task AlterColumnCall_IsFound() => Up("""
        migrationBuilder.[|AlterColumn|]<string>(
            name: "name", table: "products", type: "text", nullable: true, oldClrType: typeof(string), oldType: "character varying(50)", oldNullable: true);
        """).After(Products).VerifyAsync();

    [Fact]
    public Task ForeignKeyWithAnotherOperator_IsNamed() => UpSql("ALTER TABLE users ALTER COLUMN name [|TYPE|] text").After(CitextKeys).VerifyMessageAsync(
        "Changing the type of users.name checks foreign key fk again: every row of the existing table orders is read under an ACCESS EXCLUSIVE lock, "
        + "and reads and writes wait until it is done");

    /// <summary>There is no implicit cast from text to citext: foreign key constraint "fk" cannot be implemented.</summary>
    [Fact]
    public Task ForeignKeyWithoutAnOperator_IsSilent() => UpSql("ALTER TABLE orders ALTER COLUMN user_name TYPE text").After(CitextKeys).VerifyAsync();

    /// <summary>With a CHECK constraint on the table PostgreSQL 18 refuses it.</summary>
    [Fact]
    public Task ExpressionOfAVirtualColumnThatIsNotNull_IsCheckedAgain() => UpSql("ALTER TABLE t ALTER COLUMN n [|SET EXPRESSION|] AS (a * 2)")
        .After("CREATE TABLE t (a int, n int GENERATED ALWAYS AS (a) VIRTUAL NOT NULL)").With("postgres_version", "18").VerifyMessageAsync(
            "Changing the expression of t.n checks NOT NULL again: every row of the existing table t is read under an ACCESS EXCLUSIVE lock, "
            + "and reads and writes wait until it is done");

    [Fact]
    public Task ExpressionOfAVirtualColumnWithoutConstraints_IsSilent() =>
        UpSql("ALTER TABLE t ALTER COLUMN n SET EXPRESSION AS (a * 2)").After("CREATE TABLE t (a int, n int GENERATED ALWAYS AS (a) VIRTUAL)").With("postgres_version", "18").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE products ALTER COLUMN price TYPE numeric(12, 2)")]
    [InlineData("ALTER TABLE products ALTER COLUMN name TYPE int USING length(name)")]
    [InlineData("ALTER TABLE products DROP CONSTRAINT ck_name, ALTER COLUMN name TYPE varchar(100), ADD CONSTRAINT ck_name CHECK (name <> '') NOT VALID")]
    public Task OtherColumnRewriteAndDroppedCheck_AreSilent(string sql) => UpSql(sql).After(Products).VerifyAsync();

    [Fact]
    public Task CheckThatIsNotValid_IsNotCheckedAgain() =>
        UpSql(Widen).After("CREATE TABLE products (name varchar(50)); ALTER TABLE products ADD CHECK (name <> '') NOT VALID").VerifyAsync();

    [Fact]
    public async Task UnknownNewOrSmallTable_IsSilent()
    {
        await File(Widen).VerifyAsync();
        await UpSql(Products + Widen).VerifyAsync();
        await UpSql(Widen).After(Products).With("small_tables", "products").VerifyAsync();
    }
}
