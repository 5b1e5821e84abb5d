using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Shop.Migrations;

[DbContext(typeof(ShopContext))]
[Migration("20260105000000_DropFax")]
public partial class DropFax : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
#pragma warning disable DBM3003 // No version since 2.4 reads users.fax.
        migrationBuilder.DropColumn(name: "fax", table: "users");
#pragma warning restore DBM3003
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "fax", table: "users", type: "text", nullable: true);
    }
}
