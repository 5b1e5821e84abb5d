using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Transactions.DBM5007TransactionControlInMigrationFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Transactions;

public class DBM5007FixTests
{
    [Fact]
    public Task BeginAndCommit_AreTakenAway() => Fix.UpAsync(
        """"
        migrationBuilder.Sql("""
            BEGIN;
            UPDATE settings SET value = 'on' WHERE id = 7;
            [|COMMIT|];
            """);
        """",
        """"
        migrationBuilder.Sql("""
            UPDATE settings SET value = 'on' WHERE id = 7;
            """);
        """",
        title: "Leave the transaction to EF Core");

    [Fact]
    public Task BeginThatDoesNothing_IsTakenAway() => Fix.UpAsync(
        """
        migrationBuilder.Sql("[|BEGIN|]");
        migrationBuilder.Sql("SELECT 1");
        """,
        """
        migrationBuilder.Sql("SELECT 1");
        """);

    [Theory]
    [InlineData("SELECT 1; [|COMMIT|]; SELECT 2")]
    [InlineData("BEGIN; SELECT 1; [|ROLLBACK|]")]
    [InlineData("BEGIN\"); migrationBuilder.Sql(\"SELECT 1; [|COMMIT|]")]
    [InlineData("BEGIN; ALTER TYPE mood ADD VALUE 'x'; [|COMMIT|]; SELECT 1")]
    public Task CommitThatIsMeant_IsNotOffered(string sql) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");");
}
