using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1003ForeignKeyValidatedFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1003FixTests
{
    [Fact]
    public Task AddForeignKey_BecomesTwoStatements() => Fix.UpAsync(
        """
        migrationBuilder.[|AddForeignKey|](
            name: "fk_orders_users",
            table: "orders",
            column: "user_id",
            principalTable: "users",
            principalColumn: "id",
            onDelete: ReferentialAction.Cascade);
        """,
        """
        migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE NOT VALID");
        migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_users", suppressTransaction: true);
        """);
}
