namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1018OtherTableLockedTests() : RuleTest("DBM1018")
{
    private const string Earlier = """
        CREATE TABLE users (id int PRIMARY KEY);
        CREATE TABLE carts (id int PRIMARY KEY, user_id int CONSTRAINT fk_carts_users REFERENCES users (id));
        """;

    [Fact]
    public Task DropForeignKeyCall_NamesTheOtherTable() =>
        Up("""migrationBuilder.[|DropForeignKey|](name: "fk_carts_users", table: "carts");""").After(Earlier).VerifyInfoAsync(
            "For the sake of a foreign key, dropping foreign key fk_carts_users of carts takes an ACCESS EXCLUSIVE lock on the existing table users, too: "
            + "until the transaction ends, reads and writes there wait");

    [Fact]
    public Task DropTableCall_NamesTheOtherTable() => Up("""migrationBuilder.[|DropTable|](name: "carts");""").After(Earlier).VerifyInfoAsync(
        "For the sake of a foreign key, dropping table carts takes an ACCESS EXCLUSIVE lock on the existing table users, too: "
        + "until the transaction ends, reads and writes there wait");

    [Fact]
    public Task CreateTableCall_NamesAllOtherTables() => Up("""
        migrationBuilder.[|CreateTable|](
            name: "reviews",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false),
                user_id = table.Column<int>(type: "integer", nullable: false),
                product_id = table.Column<int>(type: "integer", nullable: false),
                answer_to = table.Column<int>(type: "integer", nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_reviews", x => x.id);
                table.ForeignKey("fk_reviews_users", x => x.user_id, "users", "id");
                table.ForeignKey("fk_reviews_products", x => x.product_id, "products", "id");
                table.ForeignKey("fk_reviews_reviews", x => x.answer_to, "reviews", "id");
            });
        """).VerifyInfoAsync(
            "For the sake of a foreign key, creating table reviews takes a SHARE ROW EXCLUSIVE lock on the existing tables users and products, too: "
            + "until the transaction ends, writes there wait");

    [Theory]
    [InlineData("ALTER TABLE carts [|DROP COLUMN|] user_id")]
    [InlineData("ALTER TABLE carts [|DROP CONSTRAINT|] fk_carts_users")]
    [InlineData("[|DROP TABLE|] carts")]
    [InlineData("ALTER TABLE carts [|ADD COLUMN|] payer_id int REFERENCES users (id)")]
    [InlineData("[|CREATE TABLE|] reviews (user_id int REFERENCES users (id))")]
    [InlineData("CREATE TABLE reviews (user_id int); ALTER TABLE reviews [|ADD FOREIGN KEY|] (user_id) REFERENCES users (id)")]
    public Task EachFormInSql_IsFound(string sql) => UpSql(sql).After(Earlier).VerifyInfoAsync();

    [Theory]
    [InlineData("DROP TABLE carts, users")]
    [InlineData("DROP TABLE carts; DROP TABLE users")]
    [InlineData("ALTER TABLE users ADD COLUMN note text; ALTER TABLE carts DROP CONSTRAINT fk_carts_users")]
    [InlineData("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a_id int REFERENCES a (id))")]
    [InlineData("CREATE TABLE a (id int PRIMARY KEY, parent_id int REFERENCES a (id))")]
    [InlineData("ALTER TABLE carts ADD COLUMN payer_id int, ADD CONSTRAINT fk FOREIGN KEY (payer_id) REFERENCES users (id) NOT VALID")]
    [InlineData("ALTER TABLE carts ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id)")]
    [InlineData("ALTER TABLE carts ADD COLUMN payer_id int DEFAULT 1 REFERENCES users (id)")]
    [InlineData("ALTER TABLE carts DROP CONSTRAINT carts_pkey")]
    [InlineData("ALTER TABLE carts DROP COLUMN id")]
    public Task NoOtherExistingTableThatIsNotNamed_IsSilent(string sql) => UpSql(sql).After(Earlier).VerifyAsync();

    [Fact]
    public Task ForeignKeyThatNoMigrationMade_IsSilent() => Up("""migrationBuilder.DropForeignKey(name: "fk_carts_users", table: "carts");""").VerifyAsync();
}
