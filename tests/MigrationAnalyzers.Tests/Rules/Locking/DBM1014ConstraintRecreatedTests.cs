namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1014ConstraintRecreatedTests() : RuleTest("DBM1014")
{
    private const string Shop = """
        CREATE TABLE users (id int NOT NULL, email text, CONSTRAINT pk_users PRIMARY KEY (id), CONSTRAINT ak_users_email UNIQUE (email));
        CREATE TABLE orders (id int NOT NULL, user_id int, total int, CONSTRAINT pk_orders PRIMARY KEY (id), CONSTRAINT ck_total CHECK (total > 0),
            CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE);
        """;

    [Fact]
    public Task PrimaryKeyOfARenamedTable_IsFound() => Up("""
        migrationBuilder.DropPrimaryKey(name: "pk_orders", table: "orders");
        migrationBuilder.RenameTable(name: "orders", newName: "purchases");
        migrationBuilder.[|AddPrimaryKey|](name: "pk_purchases", table: "purchases", column: "id");
        """).After(Shop).VerifyMessageAsync(
            "Dropping primary key pk_orders and adding it again as pk_purchases with the same definition builds its index anew on the existing table purchases "
            + "under an ACCESS EXCLUSIVE lock: reads and writes wait until that is done");

    [Fact]
    public Task ForeignKeyOfARenamedTable_IsFound() => Up("""
        migrationBuilder.DropForeignKey(name: "fk_orders_users", table: "orders");
        migrationBuilder.RenameTable(name: "users", newName: "customers");
        migrationBuilder.RenameColumn(name: "user_id", table: "orders", newName: "customer_id");
        migrationBuilder.[|AddForeignKey|](name: "fk_orders_customers", table: "orders", column: "customer_id", principalTable: "customers", principalColumn: "id",
            onDelete: ReferentialAction.Cascade);
        """).After(Shop).VerifyMessageAsync(
            "Dropping foreign key fk_orders_users and adding it again as fk_orders_customers with the same definition checks every row of the existing table "
            + "orders under an ACCESS EXCLUSIVE lock there and an ACCESS EXCLUSIVE lock on customers: reads and writes wait until that is done");

    [Fact]
    public Task AnotherOnDelete_IsFound() => Up("""
        migrationBuilder.DropForeignKey(name: "fk_orders_users", table: "orders");
        migrationBuilder.[|AddForeignKey|](name: "fk_orders_users", table: "orders", column: "user_id", principalTable: "users", principalColumn: "id",
            onDelete: ReferentialAction.Restrict);
        """).After(Shop).VerifyMessageAsync(
            "Dropping foreign key fk_orders_users and adding it again to change ON DELETE or ON UPDATE checks every row of the existing table orders "
            + "under an ACCESS EXCLUSIVE lock there and an ACCESS EXCLUSIVE lock on users: reads and writes wait until that is done");

    [Theory]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT fk_orders_users, [|ADD FOREIGN KEY|] (user_id) REFERENCES users ON DELETE CASCADE")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT fk_orders_users, [|ADD CONSTRAINT|] fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE DEFERRABLE")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT ck_total; ALTER TABLE orders [|ADD CONSTRAINT|] ck_orders_total CHECK (total > 0)")]
    [InlineData("ALTER TABLE users DROP CONSTRAINT ak_users_email; ALTER TABLE users SET SCHEMA app; ALTER TABLE app.users [|ADD UNIQUE|] (email)")]
    public Task EachKindInSql_IsFound(string sql) => UpSql(sql).After(Shop).VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT ck_total; ALTER TABLE orders ADD CONSTRAINT ck_total CHECK (total >= 0)")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT ck_total, ADD CONSTRAINT ck_total CHECK (total > 0) NOT VALID")]
    [InlineData("ALTER TABLE users DROP CONSTRAINT ak_users_email; ALTER TABLE users ADD CONSTRAINT ak UNIQUE (email, id)")]
    [InlineData("ALTER TABLE users DROP CONSTRAINT ak_users_email; ALTER TABLE users ADD CONSTRAINT ak UNIQUE (email) DEFERRABLE")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT fk_orders_users; ALTER TABLE orders ADD FOREIGN KEY (total) REFERENCES users (id)")]
    [InlineData("ALTER TABLE users RENAME CONSTRAINT ak_users_email TO ak")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT ck_total")]
    public Task OtherConstraint_IsSilent(string sql) => UpSql(sql).After(Shop).VerifyAsync();

    [Theory]
    [InlineData("UPDATE orders SET total = total + 1")]
    [InlineData("ALTER TABLE orders ALTER COLUMN total TYPE bigint")]
    [InlineData("TRUNCATE orders")]
    [InlineData("SELECT repair()")]
    public Task ConstraintThatMayHaveBeenInTheWay_IsSilent(string sql) =>
        UpSql($"ALTER TABLE orders DROP CONSTRAINT ck_total; {sql}; ALTER TABLE orders ADD CONSTRAINT ck_total CHECK (total > 0)").After(Shop).VerifyAsync();

    [Theory]
    [InlineData("TRUNCATE logs CASCADE")]
    [InlineData("DROP TABLE logs CASCADE")]
    public Task CascadeThatMayReachTheTable_IsSilent(string sql) =>
        UpSql($"ALTER TABLE orders DROP CONSTRAINT ck_total; {sql}; ALTER TABLE orders ADD CONSTRAINT ck_total CHECK (total > 0)").After(Shop).VerifyAsync();

    [Theory]
    [InlineData("TRUNCATE logs")]
    [InlineData("DROP TABLE logs")]
    public Task OtherTableEmptiedOrDroppedInBetween_IsFoundAllTheSame(string sql) =>
        UpSql($"ALTER TABLE orders DROP CONSTRAINT ck_total; {sql}; ALTER TABLE orders [|ADD CONSTRAINT|] ck_total CHECK (total > 0)").After(Shop).VerifyAsync();

    [Fact]
    public Task ForeignKeyWhoseKeyIsReplaced_HadToBeDropped() => UpSql("""
        ALTER TABLE orders DROP CONSTRAINT fk_orders_users;
        ALTER TABLE users DROP CONSTRAINT pk_users;
        ALTER TABLE users ADD PRIMARY KEY (id, email);
        ALTER TABLE users ADD UNIQUE (id);
        ALTER TABLE orders ADD CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;
        """).After(Shop).VerifyAsync();

    [Fact]
    public Task ForeignKeyWhoseKeyIsMadeAgainAlike_IsFoundAsItIs() => UpSql("""
        ALTER TABLE orders DROP CONSTRAINT fk_orders_users;
        ALTER TABLE users DROP CONSTRAINT pk_users;
        ALTER TABLE users RENAME TO customers;
        ALTER TABLE customers [|ADD CONSTRAINT|] pk_customers PRIMARY KEY (id);
        ALTER TABLE orders [|ADD CONSTRAINT|] fk_orders_customers FOREIGN KEY (user_id) REFERENCES customers (id) ON DELETE CASCADE;
        """).After(Shop).VerifyAsync();

    [Fact]
    public Task ConstraintThatIsNotKnown_IsSilent() =>
        File("ALTER TABLE orders DROP CONSTRAINT ck_total; ALTER TABLE orders ADD CONSTRAINT ck_total CHECK (total > 0)").VerifyAsync();

    [Fact]
    public Task ConstraintThatWasNotValid_IsSilent() => UpSql("ALTER TABLE t DROP CONSTRAINT ck, ADD CONSTRAINT ck CHECK (a > 0)")
        .After("CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0) NOT VALID").VerifyAsync();

    [Fact]
    public async Task NewOrSmallTable_IsSilent()
    {
        const string Sql = "ALTER TABLE orders DROP CONSTRAINT pk_orders; ALTER TABLE orders ADD PRIMARY KEY (id);";

        await UpSql(Shop + Sql).VerifyAsync();
        await UpSql(Sql).After(Shop).With("small_tables", "orders").VerifyAsync();
    }

    /// <summary>One thing is said by one rule.</summary>
    [Theory]
    [InlineData("DBM1003", "fk_orders_users", "FOREIGN KEY (user_id) REFERENCES users (id)")]
    [InlineData("DBM1004", "ck_total", "CHECK (total > 0)")]
    [InlineData("DBM1007", "pk_orders", "PRIMARY KEY (id)")]
    public Task RuleOfTheConstraint_IsSilent(string rule, string name, string definition) => RuleCase.OfMigration(
        rule,
        RuleCase.Method("Up", $"""migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT {name}; ALTER TABLE orders ADD CONSTRAINT x {definition}");""")).After(Shop).VerifyAsync();
}
