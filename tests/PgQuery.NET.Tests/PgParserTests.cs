using PgQuery.Tree;

namespace PgQuery.Tests;

public sealed class PgParserTests
{
    [Fact]
    public void Script_GivesStatementsWithTrimmedSpans()
    {
        const string Sql = "/* é😀 */ select 1 -- one\n ;;\n create index ix on t (a) /* ; */;\n-- end";
        var result = PgParser.Parse(Sql);

        Assert.True(result.Success);
        Assert.Null(result.Error);
        Assert.Equal(["select 1", "create index ix on t (a)"], result.Statements.Select(s => s.Span.Of(Sql)));
        Assert.IsType<SelectStmt>(result.Statements[0].Root);
        Assert.IsType<IndexStmt>(result.Statements[1].Root);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData(";;")]
    [InlineData("-- only a comment")]
    [InlineData("/* a */ ; /* b */")]
    public void ScriptWithoutStatements_IsEmptyAndNoError(string sql)
    {
        var result = PgParser.Parse(sql);

        Assert.True(result.Success);
        Assert.Empty(result.Statements);
    }

    [Theory]
    [InlineData("selec 1", "syntax error at or near \"selec\"", "selec")]
    [InlineData("/* é😀漢 */ selec 1", "syntax error at or near \"selec\"", "selec")]
    [InlineData("select 'é😀', 'abc", "unterminated quoted string at or near \"'abc\"", "'abc")]
    [InlineData("select 'é' form größe x", "syntax error at or near \"größe\"", "größe")]
    [InlineData("select 1; select é é é", "syntax error at or near \"é\"", "é")]
    [InlineData("create table é (a int default 1 default)", "syntax error at or near \")\"", ")")]
    [InlineData("/*ä*/ insert into t values (1) limit 1, 2", "LIMIT #,# syntax is not supported", "limit")]
    public void BadSql_GivesMessageAndToken(string sql, string message, string token)
    {
        var result = PgParser.Parse(sql);

        Assert.False(result.Success);
        Assert.Empty(result.Statements);
        Assert.Equal(message, result.Error!.Message);
        Assert.Equal(token, result.Error.Span.Of(sql));
    }

    [Fact]
    public void EndOfInput_IsAtTheEndAndEmpty()
    {
        var error = PgParser.Parse("select '😀' from").Error!;

        Assert.Equal("syntax error at end of input", error.Message);
        Assert.Equal(16, error.Position);
        Assert.Equal(0, error.Length);
    }

    [Fact]
    public void RepeatedToken_ErrorIsAtTheRightOne()
    {
        const string Sql = "select é; select é é é";

        Assert.Equal(21, PgParser.Parse(Sql).Error!.Position);
    }

    [Theory]
    [InlineData("\\connect db", "Commands of psql that begin with a backslash are not SQL.")]
    [InlineData("drop table a\nGO\ndrop table b", "GO is a command of SQL Server's tools. PostgreSQL's statements end with a semicolon.")]
    [InlineData("select 1\nGO\nselect 2", "GO is a command of SQL Server's tools. PostgreSQL's statements end with a semicolon.")]
    [InlineData("drop table [a]", "PostgreSQL quotes names with double quotes, not with brackets.")]
    [InlineData("drop table `a`", "PostgreSQL quotes names with double quotes, not with backticks.")]
    [InlineData("drop tabel a", null)]
    public void CommonMistake_HasAHint(string sql, string? hint)
        => Assert.Equal(hint, PgParser.Parse(sql).Error!.Hint);

    [Fact]
    public void RobustMode_OneBadStatementDoesNotHideTheOthers()
    {
        const string Sql = "select 1; selec 'é'; create table (a int; select '2'; select 3";
        var result = PgParser.ParseStatements(Sql);

        Assert.False(result.Success);
        Assert.Equal(["select 1", "select '2'", "select 3"], result.Statements.Select(s => s.Span.Of(Sql)));
        Assert.Equal(["selec 'é'", "create table (a int"], result.Errors.Select(e => e.Span.Of(Sql)));
        Assert.Equal(["selec", "("], result.Errors.Select(e => e.Error.Span.Of(Sql)));
        Assert.Equal("'2'", PgParser.TokenSpan(Sql, Const(result.Statements[1]).Location).Of(Sql));
    }

    [Fact]
    public void RobustMode_GoodScriptIsParsedAsAWhole()
    {
        var result = PgParser.ParseStatements("select 1; select 2");

        Assert.True(result.Success);
        Assert.Equal(2, result.Statements.Count);
    }

    [Theory]
    [InlineData("select 1; select 2", "select 1|select 2")]
    [InlineData(" select ';' ; select \";\" /* ; */; select $$;$$ -- ;\n", "select ';'|select \";\"|select $$;$$")]
    [InlineData("create rule r as on insert to t do (select 1; select 2); select 3", "create rule r as on insert to t do (select 1; select 2)|select 3")]
    [InlineData("create function f() returns int begin atomic select case when a then 1 end; select 2; end; select 3", "create function f() returns int begin atomic select case when a then 1 end; select 2; end|select 3")]
    [InlineData("begin; select 1; end; select 2", "begin|select 1|end|select 2")]
    [InlineData("select (1; select 2", "select (1|select 2")]
    [InlineData("select 'open; select 2", "select 'open; select 2")]
    [InlineData(";;", "")]
    public void Split_FindsStatements(string sql, string expected)
        => Assert.Equal(expected, string.Join("|", PgParser.Split(sql).Select(span => span.Of(sql))));

    [Fact]
    public void Split_AgreesWithTheParser()
    {
        var generator = new StatementGenerator(7);
        foreach (var sql in CorpusFile.Valid.Concat(CorpusFile.PlPgSql).Concat(Enumerable.Range(0, 500).Select(_ => generator.Script())))
        {
            if (PgParser.Parse(sql) is { Success: true } result)
            {
                Assert.Equal(result.Statements.Select(s => s.Span), PgParser.Split(sql));
            }
        }
    }

    [Fact]
    public void Fingerprint_IsTheSameForOtherConstants()
    {
        var one = PgParser.Fingerprint("select a from t where b = 1");
        var two = PgParser.Fingerprint("SELECT a FROM t\nWHERE b = 22");

        Assert.Matches("^[0-9a-f]{16}$", one.Text);
        Assert.Equal(one.Text, two.Text);
        Assert.NotEqual(one.Text, PgParser.Fingerprint("select c from t").Text);
    }

    [Fact]
    public void FingerprintOfBadSql_IsAnErrorNotAText()
    {
        var result = PgParser.Fingerprint("select 1; select '");

        Assert.Null(result.Text);
        Assert.Equal("unterminated quoted string at or near \"'\"", result.Error!.Message);
        Assert.Equal(17, result.Error.Position);
    }

    [Fact]
    public void Normalize_ReplacesConstants()
        => Assert.Equal("select $1, $2 from \"é\"", PgParser.Normalize("select 1, 'x' from \"é\"").Text);

    [Fact]
    public void NormalizeOfBadSql_IsAnError()
        => Assert.Equal("syntax error at or near \"selec\"", PgParser.Normalize("selec 1").Error!.Message);

    [Theory]
    [InlineData("a + größe", 0, "a")]
    [InlineData("a + größe", 2, "+")]
    [InlineData("a + größe", 4, "größe")]
    [InlineData("a + größe", 3, "")]
    [InlineData("a + größe", 9, "")]
    public void TokenSpan_IsTheTokenThere(string sql, int position, string token)
        => Assert.Equal(token, PgParser.TokenSpan(sql, position).Of(sql));

    [Fact]
    public void NullText_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => PgParser.Parse(null!));
        Assert.Throws<ArgumentNullException>(() => PgParser.ParseStatements(null!));
        Assert.Throws<ArgumentNullException>(() => PgParser.Split(null!));
        Assert.Throws<ArgumentNullException>(() => PgParser.Scan(null!));
        Assert.Throws<ArgumentNullException>(() => PgParser.ParsePlPgSql(null!));
        Assert.Throws<ArgumentNullException>(() => PgParser.ParseExpression(null!));
        Assert.Throws<ArgumentNullException>(() => PgParser.ParseTypeName(null!));
        Assert.Throws<ArgumentNullException>(() => PgParser.Fingerprint(null!));
        Assert.Throws<ArgumentNullException>(() => PgParser.Normalize(null!));
    }

    private static A_Const Const(PgStatement statement) => statement.Root.Descendants().OfType<A_Const>().Single();
}
