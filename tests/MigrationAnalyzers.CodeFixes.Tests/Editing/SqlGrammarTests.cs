using MigrationAnalyzers.CodeFixes.Editing;

namespace MigrationAnalyzers.CodeFixes.Tests.Editing;

/// <summary>No fix makes SQL of what PostgreSQL accepts that it does not.</summary>
public class SqlGrammarTests
{
    [Theory]
    [InlineData("SELECT 1; SELECT 2", "SELECT", "SELEC", false)]
    [InlineData("SELECT 1; SELECT 2", "1", "7", true)]
    [InlineData("SELECT 1; SELEC 2", "1", "7", true)]
    [InlineData("SELECT 1; SELEC 2", "1", "FROM", false)]
    [InlineData("SELEC 2", "SELEC", "SELECT", true)]
    public void Edit_IsAcceptedWhereNoFurtherStatementIsRejected(string sql, string old, string text, bool expected) =>
        Assert.Equal(expected, SqlGrammar.Accepts(sql, [new SqlTextEdit(sql.IndexOf(old, StringComparison.Ordinal), old.Length, text)]));

    [Fact]
    public void Edits_AreAppliedAtThePlacesOfTheOldText() =>
        Assert.Equal("aXcdYZ", SqlGrammar.Apply("abcde", [new SqlTextEdit(1, 1, "X"), new SqlTextEdit(4, 1, ""), SqlTextEdit.Insert(5, "YZ")]));
}
