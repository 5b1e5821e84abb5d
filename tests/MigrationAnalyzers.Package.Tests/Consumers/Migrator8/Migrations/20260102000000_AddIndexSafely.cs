using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.Runtime;

namespace Migrator8.Migrations;

[DbContext(typeof(ShopContext))]
[Migration("20260102000000_AddIndexSafely")]
public sealed class AddIndexSafely : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateIndexConcurrently("ix_orders_user_id", "orders", "user_id");
        migrationBuilder.SetNotNullSafely("user_id", "orders", backfillSql: "0");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AlterColumn<int>(name: "user_id", table: "orders", type: "integer", nullable: true, oldClrType: typeof(int), oldType: "integer");
        migrationBuilder.DropIndexConcurrently("ix_orders_user_id", "orders");
    }
}
