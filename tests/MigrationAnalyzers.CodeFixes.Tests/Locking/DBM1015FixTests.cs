using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1015ValidatedWhileLockedFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1015FixTests
{
    [Theory]
    [InlineData("ALTER TABLE orders [|VALIDATE CONSTRAINT|] ck, ADD COLUMN x int")]
    [InlineData("DO $$ BEGIN ALTER TABLE orders [|VALIDATE CONSTRAINT|] ck; END $$")]
    public Task WhatDoesMore_IsNotOffered(string sql) => Fix.UpNotOfferedAsync(
        $"""
        migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0) NOT VALID");
        migrationBuilder.Sql("{sql}");
        """);

    [Fact]
    public Task SeveralOfOneTable_AreValidatedTogether() => Fix.UpAsync(
        """
        migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT a CHECK (total > 0) NOT VALID, ADD CONSTRAINT b CHECK (total < 9) NOT VALID");
        migrationBuilder.Sql("ALTER TABLE orders [|VALIDATE CONSTRAINT|] a, [|VALIDATE CONSTRAINT|] b");
        """,
        """
        migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT a CHECK (total > 0) NOT VALID, ADD CONSTRAINT b CHECK (total < 9) NOT VALID");
        migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT a, VALIDATE CONSTRAINT b", suppressTransaction: true);
        """);

    [Fact]
    public Task TransactionOfAFile_IsLeftAlone()
    {
        const string Sql = "BEGIN;\nALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0) NOT VALID;\nALTER TABLE orders [|VALIDATE CONSTRAINT|] ck;\nCOMMIT;\n";
        return Fix.SqlFileAsync(Sql, Sql);
    }
}
