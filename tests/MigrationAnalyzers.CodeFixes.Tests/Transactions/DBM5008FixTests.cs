using MigrationAnalyzers.CodeFixes.Tests.Shop;
using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Transactions.DBM5008EnumValueUsedFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Transactions;

public class DBM5008FixTests
{
    [Fact]
    public Task Value_IsAddedOutsideOfTheTransaction() => Fix.CodeAsync(
        WithEnum("""
            migrationBuilder.Sql("ALTER TYPE mood ADD VALUE 'glad'");
            migrationBuilder.Sql("[|UPDATE|] moods SET m = 'glad'");
            migrationBuilder.Sql("[|INSERT INTO|] moods VALUES ('glad')");
            """),
        WithEnum("""
            migrationBuilder.Sql("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'glad'", suppressTransaction: true);
            migrationBuilder.Sql("UPDATE moods SET m = 'glad'");
            migrationBuilder.Sql("INSERT INTO moods VALUES ('glad')");
            """),
        title: "Add the value outside of the transaction");

    [Fact]
    public Task ValueInTheMiddle_IsSaidToCommit() => Fix.CodeAsync(
        WithEnum("""
            migrationBuilder.Sql("SELECT 1; alter type mood add value if not exists 'glad'; [|UPDATE|] moods SET m = 'glad';");
            """),
        WithEnum("""
            migrationBuilder.Sql("SELECT 1;");
            migrationBuilder.Sql("alter type mood add value if not exists 'glad';", suppressTransaction: true);
            migrationBuilder.Sql("UPDATE moods SET m = 'glad';");
            """),
        title: "Add the value outside of the transaction (which commits what stands before it)");

    private static string WithEnum(string statements) => ShopSources.WithUp(statements).Replace(
        "namespace Shop.Migrations\n{\n",
        """
        namespace Shop.Migrations
        {
        [DbContext(typeof(ShopContext))]
        [Migration("20240101000001_Moods")]
        public class Moods : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.Sql("CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE moods (m mood, id bigint PRIMARY KEY)");
            }
        }

        """.ReplaceLineEndings("\n"),
        StringComparison.Ordinal);
}
