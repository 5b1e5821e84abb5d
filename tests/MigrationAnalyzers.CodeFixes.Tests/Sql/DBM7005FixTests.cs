using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Sql.DBM7005NameTooLongFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Sql;

public class DBM7005FixTests
{
    private const string Long = "ix_orders_of_the_customers_who_have_not_been_seen_for_more_than_";

    [Fact]
    public Task NamesThatBecomeOne_AreNotOffered() => Fix.UpNotOfferedAsync($"""
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY IF NOT EXISTS [|{Long}a_week|] ON orders (total)", suppressTransaction: true);
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY IF NOT EXISTS [|{Long}a_year|] ON orders (status)", suppressTransaction: true);
        """);

    [Fact]
    public Task NameInADoBlock_IsNotOffered() => Fix.UpNotOfferedAsync($"""
        migrationBuilder.Sql("DO $$ BEGIN CREATE TABLE notes (id int); CREATE INDEX [|{Long}a_week|] ON notes (id); END $$");
        """);
}
