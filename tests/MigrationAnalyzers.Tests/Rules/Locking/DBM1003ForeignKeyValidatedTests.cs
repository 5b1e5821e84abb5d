namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1003ForeignKeyValidatedTests() : RuleTest("DBM1003")
{
    [Fact]
    public Task AddForeignKeyCall_NamesBothTablesAndTheirLocks() => Up("""
        migrationBuilder.[|AddForeignKey|](
            name: "fk_orders_users", table: "orders", column: "user_id", principalTable: "users", principalColumn: "id");
        """).VerifyMessageAsync(
            "Adding foreign key fk_orders_users checks every row of the existing table orders under a SHARE ROW EXCLUSIVE lock there and a SHARE ROW EXCLUSIVE lock on users: "
            + "writes wait until all rows are checked");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task AddConstraintInSql_IsFound(string source) =>
        Sql(source, "ALTER TABLE orders [|ADD CONSTRAINT|] fk_é FOREIGN KEY (user_id) REFERENCES users (id)").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE orders [|ADD FOREIGN KEY|] (user_id) REFERENCES users")]
    [InlineData("ALTER TABLE IF EXISTS ONLY orders [|ADD CONSTRAINT|] fk FOREIGN KEY (a, b) REFERENCES users ON DELETE CASCADE")]
    [InlineData("ALTER TABLE orders ADD COLUMN note text, [|ADD FOREIGN KEY|] (user_id) REFERENCES users")]
    [InlineData("ALTER TABLE orders [|ADD COLUMN|] user_id int DEFAULT 1 REFERENCES users")]
    public Task EachFormInSql_IsFound(string sql) => File(sql).VerifyAsync();

    [Theory]
    [InlineData("""migrationBuilder.[|AddForeignKey|]("fk", "orders", "user_id", "users");""")]
    [InlineData("""migrationBuilder.[|AddForeignKey|]("fk", "orders", new[] { "a", "b" }, "users", principalColumns: new[] { "x", "y" }, onDelete: ReferentialAction.Cascade);""")]
    [InlineData("""migrationBuilder.[|AddForeignKey|](principalTable: "users", column: "user_id", table: "orders", name: "fk", schema: "audit");""")]
    public Task EachFormOfTheCall_IsFound(string body) => Up(body).VerifyAsync();

    [Fact]
    public Task ReferencedTableOfTheSameMigration_IsNotNamedBecauseNobodyWaitsForIt() => UpSql("""
        CREATE TABLE roles (id int PRIMARY KEY);
        ALTER TABLE users [|ADD CONSTRAINT|] fk FOREIGN KEY (role) REFERENCES roles (id);
        """).VerifyMessageAsync(
            "Adding foreign key fk checks every row of the existing table users under a SHARE ROW EXCLUSIVE lock: writes wait until all rows are checked");

    [Fact]
    public Task ForeignKeyWithoutAName_IsCalledAForeignKey() => File("ALTER TABLE orders [|ADD FOREIGN KEY|] (user_id) REFERENCES auth.users").VerifyMessageAsync(
        "Adding a foreign key checks every row of the existing table orders under a SHARE ROW EXCLUSIVE lock there and a SHARE ROW EXCLUSIVE lock on auth.users: "
        + "writes wait until all rows are checked");

    [Theory]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT fk")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT ENFORCED")]
    [InlineData("ALTER TABLE orders ADD COLUMN user_id int REFERENCES users")]
    public async Task ForeignKeyThatIsNotValidated_IsSilent(string sql)
    {
        await UpSql(sql).With("postgres_version", "18").VerifyAsync();
        await File(sql).With("postgres_version", "18").VerifyAsync();
    }

    [Theory]
    [InlineData("CREATE TABLE orders (user_id int); ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users")]
    [InlineData("CREATE TABLE orders (user_id int REFERENCES users)")]
    [InlineData("CREATE TABLE Orders (user_id int); ALTER TABLE public.\"orders\" ADD FOREIGN KEY (user_id) REFERENCES users")]
    [InlineData("CREATE TABLE \"Shop\".\"Orders\" (user_id int); ALTER TABLE \"Shop\".\"Orders\" ADD FOREIGN KEY (user_id) REFERENCES users")]
    public async Task TableOfTheSameMigration_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Fact]
    public Task NewReferencedTable_DoesNotExemptTheReferencingOne_ButNobodyWaitsForIt() => UpSql("""
        CREATE TABLE users (id int PRIMARY KEY);
        ALTER TABLE orders [|ADD FOREIGN KEY|] (user_id) REFERENCES users
        """).VerifyMessageAsync(
            "Adding a foreign key checks every row of the existing table orders under a SHARE ROW EXCLUSIVE lock: writes wait until all rows are checked");

    [Fact]
    public Task ForeignKeyWithinCreateTable_IsSilent() => Up("""
        migrationBuilder.CreateTable(
            name: "orders",
            columns: t => new { user_id = t.Column<int>(type: "integer", nullable: false) },
            constraints: t => t.ForeignKey("fk", x => x.user_id, "users", "id"));
        """).VerifyAsync();

    [Fact]
    public Task ForeignKeyThatIsEnforcedAfterwards_IsFound() => UpSql("ALTER TABLE orders [|ALTER CONSTRAINT|] fk ENFORCED")
        .After("CREATE TABLE users (id int PRIMARY KEY); CREATE TABLE orders (user_id int, CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users NOT ENFORCED)")
        .With("postgres_version", "18").VerifyMessageAsync(
            "Adding enforcement to foreign key fk checks every row of the existing table orders under an ACCESS EXCLUSIVE lock there and a SHARE ROW EXCLUSIVE lock on users: "
            + "reads and writes wait until all rows are checked");

    [Fact]
    public Task NewColumnWithoutAValue_IsCheckedByPostgres12BesideOneThatHasADefault() =>
        File("ALTER TABLE orders [|ADD COLUMN|] user_id int REFERENCES users, ADD COLUMN n int DEFAULT 1").With("postgres_version", "12").VerifyAsync();

    [Fact]
    public Task NewColumnWithoutAValue_IsNotCheckedFromPostgres13On() =>
        File("ALTER TABLE orders ADD COLUMN user_id int REFERENCES users, ADD COLUMN n int DEFAULT 1").With("postgres_version", "13").VerifyAsync();

    [Fact]
    public Task SameKeyOnThePartitions_IsSilent() => UpSql("ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users").After("""
        CREATE TABLE users (id int PRIMARY KEY);
        CREATE TABLE orders (user_id int) PARTITION BY RANGE (user_id);
        CREATE TABLE orders_1 PARTITION OF orders FOR VALUES FROM (1) TO (10);
        ALTER TABLE orders_1 ADD FOREIGN KEY (user_id) REFERENCES users;
        """).VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() => Up("""migrationBuilder.AddForeignKey("fk", "orders", "user_id", "users");""").With("small_tables", "orders").VerifyAsync();

    [Fact]
    public Task GuardOfAnotherProvider_IsSilent() => Up("""
        if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.SqlServer")
        {
            migrationBuilder.AddForeignKey("fk", "orders", "user_id", "users");
        }
        """).VerifyAsync();
}
