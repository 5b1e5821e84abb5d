using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1002DropIndexBlocksFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1002FixTests
{
    [Fact]
    public Task DropIndex_BecomesSql() => Fix.UpAsync(
        """
        // nobody asks for it
        migrationBuilder.[|DropIndex|](
            name: "ix_orders_status", // by status
            table: "orders"); // see #12
        """,
        """
        // nobody asks for it
        // by status
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_status;", suppressTransaction: true); // see #12
        """,
        title: "Drop the index concurrently");

    [Fact]
    public Task SchemaAndCase_AreKept() => Fix.UpAsync(
        """
        migrationBuilder.[|DropIndex|]("IX_Lines_Line", "Order Lines", "Sales");
        """,
        """
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS \"Sales\".\"IX_Lines_Line\";", suppressTransaction: true);
        """);

    [Fact]
    public Task FileWithRawLiterals_GetsOne() => Fix.UpAsync(
        """"
        migrationBuilder.Sql("""SELECT "a" FROM "t" """);
        migrationBuilder.[|DropIndex|](name: "IX", table: "orders", schema: "Sales");
        """",
        """"
        migrationBuilder.Sql("""SELECT "a" FROM "t" """);
        migrationBuilder.Sql("""DROP INDEX CONCURRENTLY IF EXISTS "Sales"."IX";""", suppressTransaction: true);
        """");

    [Fact]
    public Task FileWithVerbatimLiterals_GetsOne() => Fix.UpAsync(
        """"
        migrationBuilder.Sql(@"SELECT ""a""");
        migrationBuilder.[|DropIndex|](name: "IX_a", table: "orders");
        """",
        """"
        migrationBuilder.Sql(@"SELECT ""a""");
        migrationBuilder.Sql(@"DROP INDEX CONCURRENTLY IF EXISTS ""IX_a"";", suppressTransaction: true);
        """");

    [Fact]
    public Task ExpressionBody_StaysOne() => Fix.MembersAsync(
        """
        protected override void Up(MigrationBuilder b) => b.[|DropIndex|]("ix_orders_status", "orders");
        """,
        """
        protected override void Up(MigrationBuilder b) => b.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_status;", suppressTransaction: true);
        """);

    [Fact]
    public Task TenIndexes_AreAllFixed()
    {
        var numbers = Enumerable.Range(1, 10);
        return Fix.UpAsync(
            string.Join("\n\n", numbers.Select(static i => $"migrationBuilder.[|DropIndex|](\n    name: \"ix_{i}\",\n    table: \"orders\");")),
            string.Join("\n\n", numbers.Select(static i => $"migrationBuilder.Sql(\"DROP INDEX CONCURRENTLY IF EXISTS ix_{i};\", suppressTransaction: true);")));
    }

    [Fact]
    public Task ResultThatIsUsed_IsLeftAlone() => Fix.UpNotOfferedAsync(
        """
        var drop = migrationBuilder.[|DropIndex|]("ix_orders_status", "orders");
        drop.Annotation("x", drop);
        """);

    [Fact]
    public Task CallWithADirective_IsLeftAlone() => Fix.UpNotOfferedAsync(
        """
        migrationBuilder.[|DropIndex|](
        #if true
            name: "ix_orders_status",
        #endif
            table: "orders");
        """);

    [Fact]
    public Task Sql_GetsConcurrentlyAndNoTransaction() => Fix.UpAsync(
        """
        migrationBuilder.Sql("[|DROP INDEX|] IF EXISTS ix_orders_status");
        migrationBuilder.Sql(@"[|drop index|] ""Sales"".""IX_Lines_Line"" restrict;", suppressTransaction: false);
        """,
        """
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_status", suppressTransaction: true);
        migrationBuilder.Sql(@"drop index concurrently ""Sales"".""IX_Lines_Line"" restrict;", suppressTransaction: true);
        """);

    [Fact]
    public Task SeveralStatements_GetCallsOfTheirOwn() => Fix.UpAsync(
        """
        migrationBuilder.Sql("[|DROP INDEX|] ix_orders_status; [|DROP INDEX|] ix_b;\r\nSELECT 1;");
        """,
        """
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_status;", suppressTransaction: true);
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_b;", suppressTransaction: true);
        migrationBuilder.Sql("SELECT 1;");
        """);

    [Theory]
    [InlineData("[|DROP INDEX|] ix_orders_status CASCADE")]
    [InlineData("{|DBM1002:{|DBM1002:DROP INDEX|}|} ix_orders_status, ix_b")]
    [InlineData("DO $$ BEGIN [|DROP INDEX|] ix_orders_status; END $$")]
    public Task WhatPostgresRefuses_IsNotOffered(string sql) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");");

    [Fact]
    public Task SqlFile_GetsConcurrently() => Fix.SqlFileAsync(
        "[|DROP INDEX|] a;\nSELECT 1; [|drop index|] b\n",
        "DROP INDEX CONCURRENTLY a;\nSELECT 1; drop index concurrently b\n");

    [Fact]
    public Task TransactionInASqlFile_IsLeftAlone()
    {
        const string Sql = "START TRANSACTION;\n[|DROP INDEX|] a;\nCOMMIT;\n";
        return Fix.SqlFileAsync(Sql, Sql);
    }
}
