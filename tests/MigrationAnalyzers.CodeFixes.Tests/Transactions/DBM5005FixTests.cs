using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Transactions.DBM5005LockTimeoutDuringConcurrentBuildFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Transactions;

public class DBM5005FixTests
{
    [Fact]
    public Task Build_RunsWithoutALimit() => Fix.UpAsync(
        """
        migrationBuilder.Sql("SET lock_timeout = '5s'");
        migrationBuilder.Sql("[|CREATE INDEX CONCURRENTLY|] ix_orders_total ON orders (total)", suppressTransaction: true);
        """,
        """
        migrationBuilder.Sql("SET lock_timeout = '5s'");
        migrationBuilder.Sql("SET lock_timeout = 0;", suppressTransaction: true);
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_total ON orders (total)", suppressTransaction: true);
        """);

    [Fact]
    public Task WhatFollows_HasTheLimitAgain() => Fix.UpAsync(
        """
        migrationBuilder.Sql("SET lock_timeout = '5s'");
        migrationBuilder.[|CreateIndex|](name: "ix_orders_total", table: "orders", column: "total").Annotation("Npgsql:CreatedConcurrently", true);
        migrationBuilder.DropColumn("email", "users");
        """,
        """
        migrationBuilder.Sql("SET lock_timeout = '5s'");
        migrationBuilder.Sql("SET lock_timeout = 0;", suppressTransaction: true);
        migrationBuilder.CreateIndex(name: "ix_orders_total", table: "orders", column: "total").Annotation("Npgsql:CreatedConcurrently", true);
        migrationBuilder.Sql("SET lock_timeout = '5s';", suppressTransaction: true);
        migrationBuilder.DropColumn("email", "users");
        """);
}
