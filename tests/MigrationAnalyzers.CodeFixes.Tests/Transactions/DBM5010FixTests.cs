using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Transactions.DBM5010InvalidIndexKeptFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Transactions;

public class DBM5010FixTests
{
    [Fact]
    public Task SqlFile_DropsItBefore() => Fix.SqlFileAsync(
        "-- fast\n[|CREATE INDEX CONCURRENTLY|] IF NOT EXISTS ix ON shop.orders (total);",
        "-- fast\nDROP INDEX CONCURRENTLY IF EXISTS shop.ix;\nCREATE INDEX CONCURRENTLY ix ON shop.orders (total);");

    [Fact]
    public Task IndexThatIsKnown_IsNotOffered() => Fix.UpNotOfferedAsync("""
        migrationBuilder.Sql("[|CREATE INDEX CONCURRENTLY|] IF NOT EXISTS ix_orders_status ON orders (status)", suppressTransaction: true);
        """);
}
