namespace MigrationAnalyzers.CodeFixes.Tests.Shop;

/// <summary>The migrations of a small shop: those that lie behind, and the frame of the one that a test looks at.</summary>
internal static class ShopSources
{
    public const string InitialPath = "/0/20240101000000_Initial.cs";

    public const string EarlierPath = "/0/20240101120000_Earlier.cs";

    public const string ChangePath = "/0/20240102000000_Change.cs";

    public const string Initial = """
        using System;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace Shop.Migrations
        {
        public class ShopContext : DbContext
        {
            public ShopContext(DbContextOptions<ShopContext> options) : base(options)
            {
            }
        }

        [DbContext(typeof(ShopContext))]
        [Migration("20240101000000_Initial")]
        public class Initial : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.EnsureSchema("Sales");
                migrationBuilder.CreateTable(
                    name: "users",
                    columns: table => new
                    {
                        id = table.Column<long>(type: "bigint", nullable: false),
                        email = table.Column<string>(type: "text", nullable: true),
                    },
                    constraints: table => table.PrimaryKey("pk_users", x => x.id));
                migrationBuilder.CreateTable(
                    name: "orders",
                    columns: table => new
                    {
                        id = table.Column<long>(type: "bigint", nullable: false),
                        user_id = table.Column<long>(type: "bigint", nullable: true),
                        total = table.Column<decimal>(type: "numeric", nullable: false),
                        status = table.Column<string>(type: "text", nullable: true),
                    },
                    constraints: table => table.PrimaryKey("pk_orders", x => x.id));
                migrationBuilder.CreateIndex(name: "ix_orders_status", table: "orders", column: "status");
                migrationBuilder.CreateTable(
                    name: "Order Lines",
                    schema: "Sales",
                    columns: table => new
                    {
                        OrderId = table.Column<long>(type: "bigint", nullable: false),
                        Line = table.Column<int>(type: "integer", nullable: false),
                        Id = table.Column<Guid>(type: "uuid", nullable: false),
                    },
                    constraints: table => table.PrimaryKey("PK_Lines", x => x.Id));
                migrationBuilder.CreateIndex(name: "IX_Lines_Line", schema: "Sales", table: "Order Lines", column: "Line");
                migrationBuilder.CreateTable(
                    name: "pairs",
                    columns: table => new
                    {
                        a = table.Column<long>(type: "bigint", nullable: false),
                        b = table.Column<long>(type: "bigint", nullable: false),
                    },
                    constraints: table => table.PrimaryKey("pk_pairs", x => new { x.a, x.b }));
                migrationBuilder.Sql("CREATE TABLE events (id bigint NOT NULL, a bigint) PARTITION BY RANGE (id)");
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropTable("pairs");
                migrationBuilder.DropTable("Order Lines", "Sales");
                migrationBuilder.DropTable("orders");
                migrationBuilder.DropTable("users");
            }
        }
        }
        """;

    /// <summary>A migration whose Up holds these statements, indented by eight spaces.</summary>
    public static string WithUp(string statements) => Head + Method("Up", statements) + Tail;

    /// <summary>A migration whose Up and Down hold these statements, indented by eight spaces.</summary>
    public static string WithUpAndDown(string up, string down) => Head + Method("Up", up) + "\n" + Method("Down", down) + "}\n}\n";

    /// <summary>A migration that lies between the first one and the one that a test looks at.</summary>
    public static string Earlier(string up) => WithUp(up)
        .Replace("20240102000000_Change", "20240101120000_Earlier", StringComparison.Ordinal)
        .Replace("class Change", "class Earlier", StringComparison.Ordinal);

    /// <summary>A migration with this member beside Down, indented by four spaces.</summary>
    public static string WithMembers(string members) =>
        Head + "    " + members.ReplaceLineEndings("\n").Replace("\n", "\n    ", StringComparison.Ordinal).Replace("\n    \n", "\n\n", StringComparison.Ordinal) + "\n" + Tail;

    private static string Method(string name, string statements) => statements.Length == 0
        ? $"    protected override void {name}(MigrationBuilder migrationBuilder)\n    {{\n    }}\n"
        : $"    protected override void {name}(MigrationBuilder migrationBuilder)\n    {{\n        "
            + statements.ReplaceLineEndings("\n").Replace("\n", "\n        ", StringComparison.Ordinal).Replace("\n        \n", "\n\n", StringComparison.Ordinal) + "\n    }\n";

    private const string Head = """
        using System;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace Shop.Migrations
        {
        [DbContext(typeof(ShopContext))]
        [Migration("20240102000000_Change")]
        public partial class Change : Migration
        {

        """;

    private const string Tail = """

            protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("SELECT 1");
        }
        }

        """;
}
