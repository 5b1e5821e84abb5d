using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1005SetNotNullScansFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1005FixTests
{
    [Fact]
    public Task OtherChangeOfTheColumn_IsNotOffered() => Fix.UpNotOfferedAsync(
        """
        migrationBuilder.[|AlterColumn|]<string>(
            name: "status", table: "orders", type: "text", nullable: false, comment: "of the order", oldClrType: typeof(string), oldType: "text", oldNullable: true);
        """);

    [Theory]
    [InlineData("pairs")]
    [InlineData("elsewhere")]
    public Task NullsToFillInATableWithoutAKnownKey_AreNotOffered(string table) => Fix.UpNotOfferedAsync(
        $$"""
        migrationBuilder.[|AlterColumn|]<string>(
            name: "status", table: "{{table}}", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);
        """);

    [Fact]
    public Task DefaultThatIsNotKnown_IsNotOffered() => Fix.UpNotOfferedAsync(
        """
        migrationBuilder.[|AlterColumn|]<string>(
            name: "status", table: "orders", type: "text", nullable: false, defaultValue: Environment.MachineName, oldClrType: typeof(string), oldType: "text", oldNullable: true);
        """);

    [Theory]
    [InlineData("ALTER TABLE ONLY users ALTER COLUMN email [|SET NOT NULL|]")]
    [InlineData("ALTER TABLE IF EXISTS users ALTER COLUMN email [|SET NOT NULL|]")]
    [InlineData("DO $$ BEGIN ALTER TABLE users ALTER COLUMN email [|SET NOT NULL|]; END $$")]
    [InlineData("ALTER TABLE users ALTER COLUMN /* all */ email [|SET NOT NULL|]")]
    [InlineData("SET LOCAL lock_timeout = '3s'; ALTER TABLE users ALTER COLUMN email [|SET NOT NULL|]")]
    public Task WhatWouldMeanSomethingElse_IsNotOffered(string sql) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");");

    [Fact]
    public Task TransactionOfAFile_IsLeftAlone()
    {
        const string Sql = "BEGIN;\nALTER TABLE users ALTER COLUMN email [|SET NOT NULL|];\nCOMMIT;\n";
        return Fix.SqlFileAsync(Sql, Sql);
    }

    [Fact]
    public Task NameThatIsTaken_GetsANumber() => Fix.UpAsync(
        """
        migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT IF EXISTS ck_users_email_not_null, ADD CONSTRAINT ck_users_email_not_null CHECK (id > 0) NOT VALID");
        migrationBuilder.Sql("ALTER TABLE users ALTER COLUMN email [|SET NOT NULL|]");
        """,
        """
        migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT IF EXISTS ck_users_email_not_null, ADD CONSTRAINT ck_users_email_not_null CHECK (id > 0) NOT VALID");
        migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT IF EXISTS ck_users_email_not_null1, ADD CONSTRAINT ck_users_email_not_null1 CHECK (email IS NOT NULL) NOT VALID;");
        migrationBuilder.Sql("ALTER TABLE users VALIDATE CONSTRAINT ck_users_email_not_null1;", suppressTransaction: true);
        migrationBuilder.Sql("ALTER TABLE users ALTER COLUMN email SET NOT NULL;");
        migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT ck_users_email_not_null1;");
        """);
}
