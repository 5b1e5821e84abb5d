using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Transactions.DBM5004LockTimeoutUselessFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Transactions;

public class DBM5004FixTests
{
    private const string Add = "migrationBuilder.AddColumn<string>(name: \"note\", table: \"orders\", type: \"text\", nullable: true);";

    [Theory]
    [InlineData("SET LOCAL lock_timeout = 0", "SET LOCAL lock_timeout = '5s'")]
    [InlineData("set local lock_timeout to '500ms'", "set local lock_timeout to '5s'")]
    public Task Value_IsReplaced(string before, string after) => Fix.UpAsync(
        $"migrationBuilder.Sql(\"[|{before[..9]}|]{before[9..]}\");\n{Add}",
        $"migrationBuilder.Sql(\"{after}\");\n{Add}");

    [Fact]
    public Task StatementTimeoutThatIsShorter_IsLeftAlone() => Fix.UpNotOfferedAsync($"""
        migrationBuilder.Sql("SET LOCAL statement_timeout = '3s'");
        migrationBuilder.Sql("[|SET LOCAL|] lock_timeout = '4s'");
        {Add}
        """);

    [Fact]
    public Task SetLocalBeforeACommandOutsideOfTheTransaction_IsLeftAlone() => Fix.UpNotOfferedAsync("""
        migrationBuilder.Sql("[|SET LOCAL|] lock_timeout = '5s'", suppressTransaction: true);
        migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN x int", suppressTransaction: true);
        """);
}
