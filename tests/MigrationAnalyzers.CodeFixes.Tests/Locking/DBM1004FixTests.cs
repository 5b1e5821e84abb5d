using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1004CheckValidatedFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1004FixTests
{
    [Fact]
    public Task AddCheckConstraint_BecomesTwoStatements() => Fix.UpAsync(
        """
        migrationBuilder.[|AddCheckConstraint|](name: "CK_Lines", table: "Order Lines", sql: "\"Line\" > 0", schema: "Sales");
        """,
        """
        migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ADD CONSTRAINT \"CK_Lines\" CHECK (\"Line\" > 0) NOT VALID;");
        migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" VALIDATE CONSTRAINT \"CK_Lines\";", suppressTransaction: true);
        """,
        title: "Add the CHECK constraint NOT VALID, and validate it in a transaction of its own");

    [Fact]
    public Task ExpressionOfSeveralLines_IsWrittenInOneLiteral() => Fix.UpAsync(
        """"
        migrationBuilder.[|AddCheckConstraint|]("ck", "orders",
            """
            total >= 0
            AND status <> 'x'
            """);
        """",
        """"
        migrationBuilder.Sql(
            """
            ALTER TABLE orders ADD CONSTRAINT ck CHECK (total >= 0
            AND status <> 'x') NOT VALID;
            """);
        migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck;", suppressTransaction: true);
        """");

    [Fact]
    public Task Sql_GetsNotValidAndASecondCall() => Fix.UpAsync(
        """
        migrationBuilder.Sql("ALTER TABLE orders [|ADD CONSTRAINT|] ck CHECK (total > 0) NO INHERIT /* always */", suppressTransaction: true);
        """,
        """
        migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0) NO INHERIT NOT VALID /* always */", suppressTransaction: true);
        migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck;", suppressTransaction: true);
        """);

    [Fact]
    public Task CheckOfAColumn_IsNotOffered() => Fix.UpNotOfferedAsync("""migrationBuilder.Sql("ALTER TABLE orders [|ADD COLUMN|] x int CONSTRAINT ck CHECK (x > 0)");""");

    [Fact]
    public Task CheckWithoutAName_IsNotOffered() => Fix.UpNotOfferedAsync("""migrationBuilder.Sql("ALTER TABLE orders [|ADD CHECK|] (total > 0)");""");

    [Fact]
    public Task TenChecks_AreAllFixed()
    {
        var numbers = Enumerable.Range(1, 10);
        return Fix.UpAsync(
            string.Join("\n", numbers.Select(static i => $"migrationBuilder.Sql(\"ALTER TABLE orders [|ADD CONSTRAINT|] ck{i} CHECK (total > {i})\");")),
            string.Join("\n", numbers.Select(static i =>
                $"migrationBuilder.Sql(\"ALTER TABLE orders ADD CONSTRAINT ck{i} CHECK (total > {i}) NOT VALID\");\n"
                + $"migrationBuilder.Sql(\"ALTER TABLE orders VALIDATE CONSTRAINT ck{i};\", suppressTransaction: true);")));
    }

    [Fact]
    public Task SqlFile_GetsValidateAfterTheStatement() => Fix.SqlFileAsync(
        "ALTER TABLE orders [|ADD CONSTRAINT|] ck CHECK (total > 0)",
        "ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT ck;");
}
