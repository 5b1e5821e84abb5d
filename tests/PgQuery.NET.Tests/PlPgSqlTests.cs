using PgQuery.PlPgSql;
using PgQuery.Tree;

namespace PgQuery.Tests;

public sealed class PlPgSqlTests
{
    [Fact]
    public void Block_HasStatementsWithLinesAndPlaces()
    {
        const string Sql = """
            -- é
            DO $$
            DECLARE
              n int := 1 + 2;
            BEGIN
              UPDATE "größe" SET a = 1 WHERE b = 'ß';
              IF n > 1 THEN
                PERFORM pg_sleep(1);
              ELSIF n = 0 THEN
                EXECUTE 'DROP TABLE ' || quote_ident('x');
              ELSE
                RAISE EXCEPTION 'no';
              END IF;
            EXCEPTION WHEN unique_violation OR others THEN
              NULL;
            END $$;
            """;
        var function = Assert.Single(PgParser.ParsePlPgSql(Sql).Functions);
        var statements = function.Block!.DescendantsAndSelf().Where(s => s.Position >= 0).ToList();

        Assert.Null(function.Error);
        Assert.Equal(
            [
                (PlPgSqlStatementKind.Block, 4, "BEGIN"), (PlPgSqlStatementKind.Sql, 5, "UPDATE"), (PlPgSqlStatementKind.If, 6, "IF"),
                (PlPgSqlStatementKind.Perform, 7, "PERFORM"), (PlPgSqlStatementKind.Execute, 9, "EXECUTE"), (PlPgSqlStatementKind.Raise, 11, "RAISE"),
            ],
            statements.Select(s => (s.Kind, s.LineNumber, PgParser.TokenSpan(Sql, s.Position).Of(Sql))));
        Assert.Equal(
            ["UPDATE \"größe\" SET a = 1 WHERE b = 'ß'", "n > 1", "PERFORM pg_sleep(1)", "'DROP TABLE ' || quote_ident('x')"],
            statements.SelectMany(s => s.Expressions).Select(e => e.Span.Of(Sql)));
        var branches = statements[2].Branches;
        Assert.Equal(["then_body", "elsif", "else_body"], branches.Select(b => b.Role));
        Assert.Equal("n = 0", branches[1].Condition!.Span.Of(Sql));
        var handler = Assert.Single(statements[0].Branches, b => b.Role == "exception");
        Assert.Equal(["unique_violation", "others"], handler.ExceptionConditions);
        var variable = Assert.Single(function.Variables, v => v.Name == "n");
        Assert.Equal("int", variable.TypeName);
        Assert.Equal("1 + 2", variable.Default!.Span.Of(Sql));
    }

    [Theory]
    [InlineData("DO $$begin {0} end$$")]
    [InlineData("/*é*/ DO '\n  begin {0} end'")]
    [InlineData("DO E'begin\\n {0} end'")]
    [InlineData("CREATE FUNCTION f() RETURNS void AS 'begin '\n  '{0} end' LANGUAGE plpgsql")]
    [InlineData("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $é$begin {0} end$é$")]
    public void Expression_IsParsedWithPlacesOfTheScript(string frame)
    {
        var sql = frame.Replace("{0}", "delete from größe where b > 5;", StringComparison.Ordinal);
        var expression = Expressions(sql).Single();

        Assert.True(expression.IsExact);
        Assert.Equal("delete from größe where b > 5", expression.Text);
        Assert.Equal(expression.Text, expression.Span.Of(sql));
        var statement = Assert.Single(expression.Parse().Statements);
        Assert.Equal(expression.Span, statement.Span);
        Assert.Equal("größe", PgParser.TokenSpan(sql, Assert.IsType<DeleteStmt>(statement.Root).Relation!.Location).Of(sql));
    }

    [Fact]
    public void EscapedQuotes_AreMapped()
    {
        const string Sql = "DO 'begin update t set a = ''é''''s'' where größe; end'";
        var expression = Expressions(Sql).Single();
        var update = Assert.IsType<UpdateStmt>(expression.Parse().Statements.Single().Root);

        Assert.Equal("update t set a = 'é''s' where größe", expression.Text);
        Assert.Equal("update t set a = ''é''''s'' where größe", expression.Span.Of(Sql));
        Assert.Equal(Sql.IndexOf("größe", StringComparison.Ordinal), update.WhereClause!.Location);
        Assert.Equal(Sql.IndexOf("''é", StringComparison.Ordinal), update.Descendants().OfType<A_Const>().Single().Location);
    }

    [Theory]
    [InlineData("select a, b into strict größe, y from t where z;", "select a, b into strict größe, y from t where z", "z")]
    [InlineData("select into 漢 a from t where z;", "select into 漢 a from t where z", "z")]
    [InlineData("insert into z values (1) returning a into b;", "insert into z values (1) returning a", "z")]
    public void IntoClause_DoesNotShiftPlaces(string statement, string text, string token)
    {
        var sql = $"do $$declare größe int; y int; 漢 int; b int; begin {statement} end$$";
        var expression = Expressions(sql).Single();
        var locations = expression.Parse().Statements.Single().Root.Descendants().Select(n => n.Location).ToList();

        Assert.True(expression.IsExact);
        Assert.Equal(text, expression.Span.Of(sql));
        Assert.Contains(sql.LastIndexOf(token, sql.IndexOf(" end$$", StringComparison.Ordinal), StringComparison.Ordinal) is var at && statement.StartsWith("insert", StringComparison.Ordinal)
            ? sql.IndexOf("z values", StringComparison.Ordinal)
            : at, locations);
    }

    [Theory]
    [InlineData("x := größe + 1;", "x := größe + 1", "größe")]
    [InlineData("x = größe;", "x = größe", "größe")]
    [InlineData("arr[x] := größe;", "arr[x] := größe", "größe")]
    [InlineData("perform g(größe);", "perform g(größe)", "größe")]
    [InlineData("case x when 1, größe then null; end case;", "1, größe", "größe")]
    [InlineData("for x in x .. größe loop null; end loop;", "größe", "größe")]
    [InlineData("for r in select größe from t loop null; end loop;", "select größe from t", "größe")]
    [InlineData("for r in execute 'a' using größe loop null; end loop;", "größe", "größe")]
    [InlineData("foreach x in array größe loop null; end loop;", "größe", "größe")]
    [InlineData("while größe loop null; end loop;", "größe", "größe")]
    [InlineData("loop exit when größe; end loop;", "größe", "größe")]
    [InlineData("raise notice '%', 1 using hint = größe;", "größe", "größe")]
    [InlineData("assert größe, 'x';", "größe", "größe")]
    [InlineData("execute größe;", "größe", "größe")]
    [InlineData("open rc for select größe;", "select größe", "größe")]
    [InlineData("open rc for execute größe;", "größe", "größe")]
    [InlineData("open c(größe);", "größe", "größe")]
    [InlineData("return query select größe;", "select größe", "größe")]
    [InlineData("call p(größe);", "call p(größe)", "größe")]
    public void ExpressionOfEveryStatement_IsFound(string statement, string span, string token)
    {
        var sql = "/*é*/ create function f() returns setof int language plpgsql as $$\n"
            + "declare x int; arr int[]; r record; rc refcursor; c cursor (k int) for select k; größe int;\nbegin\n  "
            + statement + "\nend$$";
        var expressions = Expressions(sql).Where(e => e.Role != "cursor_explicit_expr" && e.Text.Contains("größe", StringComparison.Ordinal)).ToList();

        var expression = Assert.Single(expressions);
        Assert.True(expression.IsExact);
        Assert.Equal(span, expression.Span.Of(sql));
        var result = expression.Parse();
        Assert.Null(result.Error);
        Assert.Contains(
            result.Statements.Single().Root.Descendants().OfType<ColumnRef>(),
            c => c.Fields.Strings()[0] == "größe" && PgParser.TokenSpan(sql, c.Location).Of(sql) == token);
    }

    [Fact]
    public void AllExpressionsOfTheCorpus_AreFoundAndParse()
    {
        var inexact = new List<string>();
        foreach (var sql in CorpusFile.PlPgSql)
        {
            foreach (var expression in Expressions(sql))
            {
                if (!expression.IsExact)
                {
                    inexact.Add(expression.Text);
                }

                Assert.True(expression.Parse().Success, expression.Text);
            }
        }

        // PL/pgSQL rewrites a named argument of a cursor.
        Assert.Equal(["7 AS k"], inexact);
    }

    [Theory]
    [InlineData("do $$begin if true the null; end if; end$$", "missing \"THEN\" at end of SQL expression", ";")]
    [InlineData("do $$begin null; selec 'é'; end$$", "syntax error at or near \"selec\"", "selec")]
    [InlineData("/*é*/ do 'begin update t set y = ''é''; update t st x = 1; end'", "syntax error at or near \"x\"", "x")]
    [InlineData("do $$begin é := ; end$$", "\"é\" is not a known variable", "é")]
    [InlineData("do $$begin null; return 1; end$$", "RETURN cannot have a parameter in function returning void", "1")]
    [InlineData("do $$begin select 1 frm t wher x; null; end$$", "syntax error at or near \"t\"", "t")]
    [InlineData("do $$begin null; null end$$", "syntax error at or near \"end\"", "end")]
    public void BadBody_GivesTheTokenOfTheScript(string sql, string message, string token)
    {
        var function = Assert.Single(PgParser.ParsePlPgSql(sql).Functions);

        Assert.Equal(message, function.Error!.Message);
        Assert.Equal(token, function.Error.Span.Of(sql));
        Assert.Null(function.Block);
    }

    [Fact]
    public void BodyThatEndsTooSoon_HasItsErrorAtItsEnd()
    {
        const string Sql = "do $$begin null; $$";

        Assert.Equal(17, PgParser.ParsePlPgSql(Sql).Functions.Single().Error!.Position);
    }

    [Fact]
    public void BadBody_DoesNotHideTheOthers()
    {
        var result = PgParser.ParsePlPgSql("do $$begin x end$$; select 1; do $$begin null; end$$; create function s() returns int language sql as 'select 1'");

        Assert.Equal([false, true], result.Functions.Select(f => f.Success));
        Assert.False(result.Success);
        Assert.Null(result.Error);
    }

    [Theory]
    [InlineData("select 1")]
    [InlineData("create function f() returns int language plpgsql")]
    [InlineData("create function f() returns int language c as 'a', 'b'")]
    [InlineData("create function f() returns int return 1")]
    [InlineData("do language plpython3u 'pass'")]
    public void StatementWithoutPlPgSql_HasNoFunction(string sql)
    {
        var result = PgParser.ParsePlPgSql(sql);

        Assert.Empty(result.Functions);
        Assert.Null(result.Error);
    }

    [Fact]
    public void ErrorWithinAnExpression_IsAtItsPlaceInTheScript()
    {
        const string Sql = "do $$begin for r in select 1 loop null; end loop; end$$";
        var query = PgParser.ParsePlPgSql("do $$declare r record; begin for r in select 'é' || x loop null; end loop; end$$").Functions.Single()
            .Block!.DescendantsAndSelf().Single(s => s.Kind == PlPgSqlStatementKind.ForQuery).Expression("query")!;

        Assert.NotNull(PgParser.ParsePlPgSql(Sql).Functions.Single().Error);
        Assert.Equal(query.Span.Start, query.MapPosition(0));
        Assert.Equal(query.Span.End, query.MapPosition(query.Text.Length));
        Assert.Throws<ArgumentOutOfRangeException>(() => query.MapPosition(query.Text.Length + 1));
    }

    private static IEnumerable<PlPgSqlExpression> Expressions(string sql)
    {
        foreach (var function in PgParser.ParsePlPgSql(sql).Functions)
        {
            foreach (var variable in function.Variables)
            {
                if ((variable.Default ?? variable.CursorQuery) is { } value)
                {
                    yield return value;
                }
            }

            foreach (var statement in function.Block?.DescendantsAndSelf() ?? [])
            {
                foreach (var expression in statement.Expressions)
                {
                    yield return expression;
                }

                foreach (var branch in statement.Branches)
                {
                    if (branch.Condition is not null)
                    {
                        yield return branch.Condition;
                    }
                }
            }
        }
    }
}
