using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1002DropIndexBlocksFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1002FixTests
{
    [Fact]
    public Task DropIndex_BecomesSql() => Fix.UpAsync(
        """
        migrationBuilder.[|DropIndex|](
            name: "ix_orders_status",
            table: "orders");
        """,
        """
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_status", suppressTransaction: true);
        """);
}
