using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Transactions.DBM5001NotInTransactionFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Transactions;

public class DBM5001FixTests
{
    [Fact]
    public Task Sql_LeavesTheTransaction() => Fix.UpAsync(
        """
        // keeps the list fast
        migrationBuilder.Sql("[|CREATE INDEX CONCURRENTLY|] ix ON orders (total)"); // see #12
        """,
        """
        // keeps the list fast
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (total)", suppressTransaction: true); // see #12
        """,
        title: "Run the statement outside of the migration's transaction");

    [Fact]
    public Task TextThatIsNotWrittenHere_IsNoObstacle() => Fix.MembersAsync(
        """
        public const string Index = "CREATE INDEX CONCURRENTLY ix ON orders (total)";
        public const string Same = Index;

        protected override void Up(MigrationBuilder b)
        {
            b.Sql([|Index|]);
        }
        """,
        """
        public const string Index = "CREATE INDEX CONCURRENTLY ix ON orders (total)";
        public const string Same = Index;

        protected override void Up(MigrationBuilder b)
        {
            b.Sql(Index, suppressTransaction: true);
        }
        """);

    [Fact]
    public Task TenStatements_AreAllFixed()
    {
        var numbers = Enumerable.Range(1, 10);
        return Fix.UpAsync(
            string.Join("\n", numbers.Select(static i => $"migrationBuilder.Sql(\"[|DROP INDEX CONCURRENTLY|] ix_{i}\");")),
            string.Join("\n", numbers.Select(static i => $"migrationBuilder.Sql(\"DROP INDEX CONCURRENTLY {(i == 10 ? "" : "IF EXISTS ")}ix_{i}\", suppressTransaction: true);")));
    }

    [Fact]
    public Task StatementsThatMustBeAlone_AreSplit() => Fix.UpAsync(
        """
        migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS x int; [|VACUUM|] orders; [|CREATE INDEX CONCURRENTLY|] ix ON orders (x); SELECT 1");
        """,
        """
        migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS x int;");
        migrationBuilder.Sql("VACUUM orders;", suppressTransaction: true);
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix;", suppressTransaction: true);
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (x);", suppressTransaction: true);
        migrationBuilder.Sql("SELECT 1");
        """);

    [Fact]
    public Task StatementThatFollowsAnother_GetsACallOfItsOwn() => Fix.UpAsync(
        """
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix; [|CREATE INDEX CONCURRENTLY|] ix ON orders (total)", true);
        """,
        """
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix;", true);
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (total)", true);
        """);

    [Fact]
    public Task DoBlock_IsNotOffered() => Fix.UpNotOfferedAsync("""migrationBuilder.Sql("DO $$ BEGIN [|CREATE INDEX CONCURRENTLY|] ix ON orders (total); END $$", suppressTransaction: true);""");

    [Fact]
    public Task TransactionInASqlFile_IsLeftAlone()
    {
        const string Sql = "BEGIN;\n[|VACUUM|] orders;\nCOMMIT;\n";
        return Fix.SqlFileAsync(Sql, Sql);
    }
}
