using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Data.DBM4009NullsSkippedFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Data;

public class DBM4009FixTests
{
    [Theory]
    [InlineData("status <> 'open'", "status IS DISTINCT FROM 'open'")]
    [InlineData("status != 'open'::text /* not yet */", "status IS DISTINCT FROM 'open'::text /* not yet */")]
    [InlineData("orders.status NOT IN ('open', 'paid')", "(orders.status NOT IN ('open', 'paid') OR orders.status IS NULL)")]
    [InlineData("(status <> 'open' and status <> 'x')", "(status IS DISTINCT FROM 'open' and status is distinct from 'x')")]
    [InlineData("id IN (SELECT id FROM orders WHERE status <> 'open' LIMIT 5000)", "id IN (SELECT id FROM orders WHERE status IS DISTINCT FROM 'open' LIMIT 5000)")]
    [InlineData("\\\"status\\\" <> 'open'", "\\\"status\\\" IS DISTINCT FROM 'open'")]
    public Task Comparison_IsTrueOfNull(string before, string after) => Fix.UpAsync(
        $"migrationBuilder.Sql(\"[|UPDATE|] orders SET status = 'open' WHERE id = 7 AND {before}; SELECT 1\");",
        $"migrationBuilder.Sql(\"UPDATE orders SET status = 'open' WHERE id = 7 AND {after}; SELECT 1\");");

    [Fact]
    public Task ComparisonInADoBlock_IsTrueOfNull() => Fix.UpAsync(
        """migrationBuilder.Sql(@"DO $$ BEGIN [|UPDATE|] orders SET status = 'open' WHERE id = 7 AND status <> 'open'; END $$");""",
        """migrationBuilder.Sql(@"DO $$ BEGIN UPDATE orders SET status = 'open' WHERE id = 7 AND status IS DISTINCT FROM 'open'; END $$");""");

    [Fact]
    public Task ComparisonOfTheConstantWithTheColumn_IsNotOffered() => Fix.UpNotOfferedAsync(
        """migrationBuilder.Sql("[|UPDATE|] orders SET status = 'open' WHERE id = 7 AND 'open' <> status");""");
}
