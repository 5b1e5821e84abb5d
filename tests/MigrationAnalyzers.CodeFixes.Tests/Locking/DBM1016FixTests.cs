using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1016MaterializedViewRefreshBlocksFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1016FixTests
{
    [Fact]
    public Task ViewWhoseIndexesAreNotKnown_IsNotOffered() => Fix.UpNotOfferedAsync("""migrationBuilder.Sql("[|REFRESH MATERIALIZED VIEW|] totals");""");

    [Theory]
    [InlineData("CREATE INDEX ix ON totals (a)")]
    [InlineData("CREATE UNIQUE INDEX ix ON totals (a) WHERE a > 0")]
    [InlineData("CREATE UNIQUE INDEX ix ON totals (lower(a))")]
    public Task IndexThatDoesNotCoverAllRows_IsNotOffered(string index) => Fix.UpNotOfferedAsync(
        $"""
        migrationBuilder.Sql("{index}");
        migrationBuilder.Sql("[|REFRESH MATERIALIZED VIEW|] totals");
        """);
}
