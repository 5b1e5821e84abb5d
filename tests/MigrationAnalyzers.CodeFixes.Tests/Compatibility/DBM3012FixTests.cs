using MigrationAnalyzers.CodeFixes.Compatibility;
using MigrationAnalyzers.Testing;
using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Compatibility.DBM3012DropCascadeFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Compatibility;

public class DBM3012FixTests
{
    private const string ForeignKey = """migrationBuilder.AddForeignKey(name: "fk_orders_users", table: "orders", column: "user_id", principalTable: "users", principalColumn: "id");""";

    [Theory]
    [InlineData("DROP TABLE", "elsewhere CASCADE")]
    [InlineData("DROP VIEW", "order_ids CASCADE")]
    public Task WhatDependsOnItIsNotKnown_IsNotOffered(string drop, string rest) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"[|{drop}|] {rest}\");");

    [Fact]
    public Task MaterializedViewDependsOnIt_IsNotOffered() => Fix.UpNotOfferedAsync(
        """
        migrationBuilder.Sql("CREATE MATERIALIZED VIEW totals AS SELECT total FROM orders");
        migrationBuilder.Sql("[|DROP TABLE|] orders CASCADE");
        """);

    /// <summary>DBM3006 would ask who uses the view.</summary>
    [Fact]
    public Task ViewDependsOnIt_IsNotOffered() => Fix.UpNotOfferedAsync(
        "migrationBuilder.Sql(\"[|DROP TABLE|] orders CASCADE\");", earlier: "migrationBuilder.Sql(\"CREATE VIEW order_ids AS SELECT id FROM orders\");");

    [Fact]
    public Task ViewWasMadeHere_IsDropped() => Fix.UpAsync(
        """
        migrationBuilder.Sql("CREATE VIEW order_ids AS SELECT id FROM orders");
        migrationBuilder.Sql("[|DROP TABLE|] orders CASCADE");
        """,
        """
        migrationBuilder.Sql("CREATE VIEW order_ids AS SELECT id FROM orders");
        migrationBuilder.Sql("DROP VIEW order_ids;");
        migrationBuilder.Sql("DROP TABLE orders");
        """);

    /// <summary>DBM3006 would ask who uses the view.</summary>
    [Fact]
    public Task File_ViewDependsOnOne_TheOtherIsFixed() => new CSharpCodeFixTest<MigrationAnalyzer, DBM3012DropCascadeFix>
    {
        Path = "/0/V2__drop.sql",
        OtherFiles =
        [
            (
                "/0/V1__create.sql",
                """
                CREATE TABLE a (id bigint PRIMARY KEY);
                CREATE TABLE b (id bigint, a_id bigint CONSTRAINT fk_b_a REFERENCES a);
                CREATE TABLE c (id bigint);
                CREATE VIEW c_ids AS SELECT id FROM c;
                """),
        ],
        TestCode = "[|DROP TABLE|] c CASCADE;\n[|DROP TABLE|] a CASCADE;\n",
        FixedCode = "[|DROP TABLE|] c CASCADE;\nALTER TABLE b DROP CONSTRAINT fk_b_a;\nDROP TABLE a;\n",
    }.RunAsync();

    /// <summary>That one of them mends its Down does not allow the other to be without.</summary>
    [Fact]
    public Task SeveralInOneMigration_EachIsJudgedByItself() => Fix.CodeAsync(
        Shop.ShopSources.WithUpAndDown(
            """
            migrationBuilder.Sql("[|DROP TABLE|] users CASCADE");
            migrationBuilder.Sql("[|DROP TABLE|] pairs CASCADE");
            migrationBuilder.Sql("ALTER TABLE orders [|DROP CONSTRAINT|] pk_orders CASCADE");
            """,
            """
            migrationBuilder.Sql("SELECT 1");
            """),
        Shop.ShopSources.WithUpAndDown(
            """
            migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT fk_orders_users;");
            migrationBuilder.Sql("DROP TABLE users");
            migrationBuilder.Sql("[|DROP TABLE|] pairs CASCADE");
            migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" DROP CONSTRAINT fk_lines_orders;");
            migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT pk_orders");
            """,
            """
            migrationBuilder.Sql("SELECT 1");

            migrationBuilder.AddPrimaryKey(
                name: "pk_orders",
                table: "orders",
                column: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_lines_orders",
                schema: "Sales",
                table: "Order Lines",
                column: "OrderId",
                principalTable: "orders",
                principalColumn: "id");

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    email = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.AddForeignKey(
                name: "fk_orders_users",
                table: "orders",
                column: "user_id",
                principalTable: "users",
                principalColumn: "id");
            """),
        earlier: ForeignKey + """

            migrationBuilder.Sql("CREATE VIEW some_pairs AS SELECT a FROM pairs");
            migrationBuilder.AddForeignKey(name: "fk_lines_orders", schema: "Sales", table: "Order Lines", column: "OrderId", principalTable: "orders", principalColumn: "id");
            """);

    /// <summary>A foreign key needs what it refers to.</summary>
    [Fact]
    public Task DownDoesNotBringBackTheKey_BringsBackBoth() => Fix.CodeAsync(
        Shop.ShopSources.WithUpAndDown(
            """
            migrationBuilder.AddColumn<string>(name: "phone", table: "pairs", type: "text", nullable: true);
            migrationBuilder.Sql("ALTER TABLE users [|DROP CONSTRAINT|] pk_users CASCADE");
            """,
            """
            migrationBuilder.DropColumn("phone", "pairs");
            """),
        Shop.ShopSources.WithUpAndDown(
            """
            migrationBuilder.AddColumn<string>(name: "phone", table: "pairs", type: "text", nullable: true);
            migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT fk_orders_users;");
            migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT pk_users");
            """,
            """
            migrationBuilder.AddPrimaryKey(
                name: "pk_users",
                table: "users",
                column: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_orders_users",
                table: "orders",
                column: "user_id",
                principalTable: "users",
                principalColumn: "id");

            migrationBuilder.DropColumn("phone", "pairs");
            """),
        earlier: ForeignKey);

    /// <summary>DBM6002 would say of the foreign key that it does not come back.</summary>
    [Fact]
    public Task DownCannotBeCompleted_IsNotOffered()
    {
        var source = Shop.ShopSources.WithUpAndDown(
            """migrationBuilder.Sql("ALTER TABLE users [|DROP CONSTRAINT|] pk_users CASCADE");""",
            """
            migrationBuilder.AddPrimaryKey("pk_users", "users", "id");
            return;
            """);
        return Fix.CodeAsync(source, source, earlier: ForeignKey);
    }

    [Fact]
    public Task File_DropsByName() => Fix.SqlFileAsync(
        "CREATE TABLE a (id bigint PRIMARY KEY);\nCREATE TABLE b (id bigint, a_id bigint CONSTRAINT fk_b_a REFERENCES a);\nALTER TABLE a [|DROP CONSTRAINT|] a_pkey cascade;\n",
        "CREATE TABLE a (id bigint PRIMARY KEY);\nCREATE TABLE b (id bigint, a_id bigint CONSTRAINT fk_b_a REFERENCES a);\nALTER TABLE b DROP CONSTRAINT fk_b_a;\nALTER TABLE a DROP CONSTRAINT a_pkey;\n");
}
