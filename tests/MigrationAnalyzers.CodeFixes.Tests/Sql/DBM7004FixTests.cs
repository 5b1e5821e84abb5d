using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Sql.DBM7004NameFoldedFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Sql;

public class DBM7004FixTests
{
    private const string Create = """migrationBuilder.Sql("CREATE TABLE \"Notes\" (\"Id\" int PRIMARY KEY, \"Date\" date, \"Value\" text, \"Upper\" text)"); """;

    [Theory]
    [InlineData("[|UPDATE|] Notes SET Date = date '2020-01-01', Value = upper(Upper)", "UPDATE \\\"Notes\\\" SET \\\"Date\\\" = date '2020-01-01', \\\"Value\\\" = upper(\\\"Upper\\\")")]
    [InlineData("[|DELETE FROM|] Notes notes WHERE notes.Id = 7", "DELETE FROM \\\"Notes\\\" notes WHERE notes.\\\"Id\\\" = 7")]
    [InlineData("WITH Notes AS (SELECT 1 AS Id) [|INSERT INTO|] \\\"Notes\\\" (Id) SELECT Id FROM Notes", "WITH Notes AS (SELECT 1 AS Id) INSERT INTO \\\"Notes\\\" (\\\"Id\\\") SELECT Id FROM Notes")]
    [InlineData("ALTER TABLE \\\"Notes\\\" [|RENAME COLUMN|] Value TO Id2", "ALTER TABLE \\\"Notes\\\" RENAME COLUMN \\\"Value\\\" TO Id2")]
    public Task Names_AreQuotedAndNothingElse(string before, string after) =>
        Fix.UpAsync($"{Create}\nmigrationBuilder.Sql(\"{before}\");", $"{Create}\nmigrationBuilder.Sql(\"{after}\");");

    [Fact]
    public Task NameThatTwoTablesSpellDifferently_StaysAsItIs() => Fix.UpAsync(
        $"""{Create} migrationBuilder.Sql("CREATE TABLE tags (id int)"); migrationBuilder.Sql("[|UPDATE|] Notes SET Value = 'x' FROM tags WHERE id = 7");""",
        $"""{Create} migrationBuilder.Sql("CREATE TABLE tags (id int)"); migrationBuilder.Sql("UPDATE \"Notes\" SET \"Value\" = 'x' FROM tags WHERE id = 7");""");

    [Fact]
    public Task DoBlock_IsNotOffered() => Fix.UpNotOfferedAsync($"""{Create} migrationBuilder.Sql("DO $$ BEGIN [|UPDATE|] Notes SET x = 1; END $$");""");
}
