using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Configuration.DBM9003SuppressionUnusedFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Configuration;

public class DBM9003FixTests
{
    [Fact]
    public Task Attribute_IsRemovedAndOthersStay() => Fix.MembersAsync(
        """
        [System.Diagnostics.CodeAnalysis.SuppressMessage("Migrations", [|"DBM1001:x"|], Justification = "empty")]
        [System.Obsolete, System.Diagnostics.CodeAnalysis.SuppressMessage("Migrations", [|"DBM1002"|], Justification = "empty")]
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("SELECT 1");
        """,
        """
        [System.Obsolete]
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("SELECT 1");
        """);

    [Fact]
    public Task CommentThatNamesNoRule_IsRemoved() => Fix.SqlFileAsync(
        "SELECT 1;\n  [|-- migration-analyzers: allow it is fine|]\nSELECT 2;\n",
        "SELECT 1;\nSELECT 2;\n");
}
