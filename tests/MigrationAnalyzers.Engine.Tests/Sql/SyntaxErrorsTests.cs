using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>SQL that the grammar rejects: one error, at the very place.</summary>
public sealed class SyntaxErrorsTests
{
    [Theory]
    [InlineData("ALTER [|TABEL|] x ADD COLUMN y int", "syntax error at or near \"TABEL\"")]
    [InlineData("ALTER TABLE t ADD [|COLUMN|]", "syntax error at end of input")]
    [InlineData("ALTER TABLE t ADD [|COLUMN|] -- comment\n", "syntax error at end of input")]
    [InlineData("ALTER TABLE t ADD[|;|] INSERT", "syntax error at or near \";\"")]
    [InlineData("ALTER TABLE \"é\" ADD a int DEFAULT 0,[|;|]", "syntax error at or near \";\"")]
    [InlineData("SELECT [|'|]abc\ndef", "unterminated quoted string at or near \"'abc\ndef\"")]
    [InlineData("SELECT [|/|]* abc", "unterminated /* comment at or near \"/* abc\"")]
    [InlineData("DROP TABLE [|\"|]abc", "unterminated quoted identifier at or near \"\"abc\"")]
    [InlineData("INSERT INTO t VALUES (1, [|2|]", "syntax error at end of input")]
    [InlineData("UPDATE t SET a = @p WHERE b = [|:|]c", "syntax error at or near \":\"")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT c UNIQUE (a) [|NOT|] VALID", "UNIQUE constraints cannot be marked NOT VALID")]
    [InlineData("SELECT E'[|\\|]u00g'", "invalid Unicode escape")]
    [InlineData("drop table a;[|\0|]", "a NUL character (U+0000) is not allowed in SQL")]
    [InlineData("do $$ begin alter [|tabel|] x; end $$", "syntax error at or near \"tabel\"")]
    [InlineData("do 'begin select ''ä''; alter [|tabel|] x; end'", "syntax error at or near \"tabel\"")]
    [InlineData("do $$ begin execute 'alter [|tabel|] x'; end $$", "syntax error at or near \"tabel\"")]
    public void BadSql_GivesOneErrorAtTheOffendingToken(string markup, string error) =>
        Assert.Equal(error, SqlMarkup.Single<InvalidSql>(markup).Error);

    [Fact]
    public void StatementsAroundTheError_AreRead()
    {
        var operations = SqlMarkup.Describe(
            """
            [|CREATE TABLE|] t (a int);
            [|DELETE FROM|] t;
            UPDATE t SET a = 1 WHERE[|;|]
            [|DROP TABLE|] t;
            """);

        Assert.Equal(4, operations.Length);
        Assert.Equal("InvalidSql Error=syntax error at or near \";\"", operations[2]);
        Assert.Equal("DropTable Table=t", operations[3]);
    }

    [Fact]
    public void FurtherErrors_AreLeftOut() =>
        Assert.Equal(["InvalidSql Error=syntax error at or near \";\"", "DropTable Table=t"], SqlMarkup.Describe("UPDATE t SET[|;|] DELETE t WHERE; [|DROP TABLE|] t; INSERT"));

    [Fact]
    public void StatementsAfterADoBlockWithAnError_AreRead()
    {
        var operations = SqlMarkup.Describe("do $$ begin drop table a; update[|;|] end $$; [|drop table|] b");

        Assert.Equal(["InvalidSql Error=syntax error at end of input", "DropTable Table=b"], operations);
    }

    [Theory]
    [InlineData("[|\\|]connect shop\nDROP TABLE x;", "\\connect is a command of psql, not SQL")]
    [InlineData("[|\\|]i other.sql", "\\i is a command of psql, not SQL")]
    [InlineData("CREATE TABLE x (a int)\nGO\nDROP TABLE y\nGO", "GO is a command of SQL Server's tools, not SQL")]
    [InlineData("SELECT 1\n  [|GO|]\nSELECT 2", "GO is a command of SQL Server's tools, not SQL")]
    public void CommandOfAnotherTool_IsNamed(string markup, string error) =>
        Assert.Equal(error, SqlMarkup.Single<InvalidSql>(markup).Error);

    [Fact]
    public void RowsAfterCopyFromStdin_AreNamed()
    {
        var operations = SqlMarkup.Describe("[|COPY|] t (a, b) FROM stdin;\n[|1|]\tfoo\n2\tbar\n\\.\nDROP TABLE x;\n");

        Assert.Equal(
            ["WriteRows Table=t Kind=Copy Columns=[a, b]", "InvalidSql Error=the rows after COPY ... FROM STDIN are data for psql, not SQL"],
            operations);
    }

    [Theory]
    [InlineData("SELECT * FROM [dbo].[Users]", "PostgreSQL quotes names with double quotes, not with brackets.")]
    [InlineData("SELECT `a` FROM b", "PostgreSQL quotes names with double quotes, not with backticks.")]
    [InlineData("DROP TABLE [a]", "PostgreSQL quotes names with double quotes, not with brackets.")]
    [InlineData("SELECT E'\\u00g'", null)]
    public void QuotesOfAnotherDatabase_AreHintedAt(string sql, string? hint) => Assert.Equal(hint, SqlMarkup.Single<InvalidSql>(sql).Hint);

    [Fact]
    public void AliasNamedGo_IsNoBatchSeparator() => Assert.All(SqlMarkup.Read("select 1 go; select 2"), static s => Assert.IsType<OtherStatement>(s.Operations[0]));
}
