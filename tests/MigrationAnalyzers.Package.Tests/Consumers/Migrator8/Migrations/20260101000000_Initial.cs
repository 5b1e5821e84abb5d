using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Migrator8.Migrations;

[DbContext(typeof(ShopContext))]
[Migration("20260101000000_Initial")]
public sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        name: "orders",
        columns: table => new
        {
            id = table.Column<int>(type: "integer", nullable: false),
            user_id = table.Column<int>(type: "integer", nullable: true),
        },
        constraints: table => table.PrimaryKey("pk_orders", x => x.id));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "orders");
}
