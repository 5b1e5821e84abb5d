using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Shop.Migrations;

[DbContext(typeof(ShopContext))]
[Migration("20260106000000_RawSql")]
public partial class RawSql : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_users_name ON users (display_name)");
        migrationBuilder.Sql("""
            ALTER TABLE orders
                ADD CONSTRAINT ck_orders_user_id CHECK (user_id > 0);
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT ck_orders_user_id; DROP INDX ix_users_name");
    }
}
