using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Transactions.DBM5006SettingLeaksFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Transactions;

public class DBM5006FixTests
{
    [Fact]
    public Task SearchPath_IsTakenBackBeforeEfWritesItsRow() => Fix.UpAsync(
        """
        migrationBuilder.Sql("[|SET|] search_path = shop");

        migrationBuilder.Sql("COMMENT ON TABLE orders IS 'one row for each order'");
        """,
        """
        migrationBuilder.Sql("SET search_path = shop");

        migrationBuilder.Sql("COMMENT ON TABLE orders IS 'one row for each order'");

        migrationBuilder.Sql("RESET search_path;");
        """,
        title: "Take the setting back at the end of the migration");

    [Fact]
    public Task SettingOutsideOfTheTransaction_IsTakenBackThere() => Fix.UpAsync(
        """
        migrationBuilder.Sql("[|SET|] maintenance_work_mem = '1GB'", suppressTransaction: true);
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (total)", suppressTransaction: true);
        """,
        """
        migrationBuilder.Sql("SET maintenance_work_mem = '1GB'", suppressTransaction: true);
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (total)", suppressTransaction: true);
        migrationBuilder.Sql("RESET maintenance_work_mem;", suppressTransaction: true);
        """);

    [Theory]
    [InlineData("SET SESSION", " AUTHORIZATION shop", "SESSION AUTHORIZATION")]
    [InlineData("SET", " ROLE shop", "role")]
    [InlineData("SELECT", " set_config('search_path', '', false)", "search_path")]
    public Task Setting_IsTakenBackByItsName(string word, string rest, string name) => Fix.UpAsync(
        $"migrationBuilder.Sql(\"[|{word}|]{rest}\");",
        $"migrationBuilder.Sql(\"{word}{rest}\");\nmigrationBuilder.Sql(\"RESET {name};\");");

    [Theory]
    [InlineData("SET", " app.tenant = '1'", "SET LOCAL", " app.tenant = '1'")]
    [InlineData("SELECT", " set_config('app.tenant', '1', false)", "SELECT", " set_config('app.tenant', '1', true)")]
    public Task Setting_EndsWithTheTransaction(string word, string rest, string fixedWord, string fixedRest) => Fix.UpAsync(
        $"migrationBuilder.Sql(\"[|{word}|]{rest}\");",
        $"migrationBuilder.Sql(\"{fixedWord}{fixedRest}\");");

    [Fact]
    public Task MethodThatMayEndBefore_IsNotOffered() => Fix.UpNotOfferedAsync("""
        migrationBuilder.Sql("[|SET|] search_path = shop");
        if (migrationBuilder.ActiveProvider == "x")
        {
            return;
        }

        migrationBuilder.Sql("SELECT 1");
        """);
}
