using System;
using MigrationAnalyzers.Runtime;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shop.Migrations
{
    /// <summary>The safe forms of what dotnet ef scaffolded: the table of orders stays in use all the time.</summary>
    public partial class AddOrderTracking : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumnSafely<Guid>(
                name: "tracking_id",
                table: "orders",
                type: "uuid",
                nullable: false,
                defaultValueSql: "gen_random_uuid()");

            migrationBuilder.CreateIndexConcurrently(
                name: "ix_orders_tracking_id",
                table: "orders",
                column: "tracking_id",
                unique: true);

            migrationBuilder.AddCheckConstraintSafely(
                name: "ck_orders_total",
                table: "orders",
                sql: "total >= 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndexConcurrently(
                name: "ix_orders_tracking_id",
                table: "orders");

            migrationBuilder.DropCheckConstraint(
                name: "ck_orders_total",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "tracking_id",
                table: "orders");
        }
    }
}
