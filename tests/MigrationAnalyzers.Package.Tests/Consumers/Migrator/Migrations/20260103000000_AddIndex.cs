using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Migrator.Migrations;

[DbContext(typeof(ShopContext))]
[Migration("20260103000000_AddIndex")]
public sealed class AddIndex : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateIndex(name: "ix_orders_id_user_id", table: "orders", columns: ["id", "user_id"]);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropIndex(name: "ix_orders_id_user_id", table: "orders");
}
