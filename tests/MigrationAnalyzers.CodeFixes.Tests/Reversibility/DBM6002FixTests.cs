using MigrationAnalyzers.CodeFixes.Tests.Shop;
using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Reversibility.DBM6002DownDoesNotUndoFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Reversibility;

public class DBM6002FixTests
{
    private const string Column = """migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);""";
    private const string Index = """migrationBuilder.CreateIndex(name: "ix_pairs_b", table: "pairs", column: "b").Annotation("Npgsql:CreatedConcurrently", true);""";

    [Fact]
    public Task TwoOperations_AreUndoneInReverse() => Fix.CodeAsync(
        ShopSources.WithUpAndDown(Marked(Column) + "\n" + Marked(Index), """migrationBuilder.Sql("SELECT 1"); /* nothing */"""),
        ShopSources.WithUpAndDown(
            Column + "\n" + Index,
            """
            migrationBuilder.Sql("SELECT 1"); /* nothing */

            migrationBuilder.Sql("DROP INDEX CONCURRENTLY ix_pairs_b;", suppressTransaction: true);

            migrationBuilder.DropColumn(
                name: "note",
                table: "orders");
            """));

    [Fact]
    public Task DownWithoutBraces_IsNotOffered() => Fix.UpNotOfferedAsync(Marked(Column));

    [Fact]
    public Task DownThatLeavesEarly_IsNotOffered()
    {
        var code = ShopSources.WithUpAndDown(Marked(Column), "migrationBuilder.Sql(\"SELECT 1\");\nreturn;");
        return Fix.CodeAsync(code, code);
    }

    private static string Marked(string call) => call.Replace("AddColumn", "[|AddColumn|]", StringComparison.Ordinal).Replace("CreateIndex", "[|CreateIndex|]", StringComparison.Ordinal);
}
