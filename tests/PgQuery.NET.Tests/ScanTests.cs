using PgQuery.Text;

namespace PgQuery.Tests;

public sealed class ScanTests
{
    [Fact]
    public void Tokens_HaveSpansKindsAndTexts()
    {
        const string Sql = "/*é😀*/ select \"Ü\", 'ß', $1 -- x\n , 1.5 <= 0x1F :: bigint; B'1'";
        var tokens = PgParser.Scan(Sql).Tokens;

        Assert.All(tokens, token => Assert.Equal(token.Span.Of(Sql), token.Text));
        Assert.Equal(
            [
                (PgTokenKind.Comment, "/*é😀*/"), (PgTokenKind.Keyword, "select"), (PgTokenKind.Identifier, "\"Ü\""), (PgTokenKind.Operator, ","),
                (PgTokenKind.StringConstant, "'ß'"), (PgTokenKind.Operator, ","), (PgTokenKind.Parameter, "$1"), (PgTokenKind.Comment, "-- x"),
                (PgTokenKind.Operator, ","), (PgTokenKind.NumericConstant, "1.5"), (PgTokenKind.Operator, "<="), (PgTokenKind.NumericConstant, "0x1F"),
                (PgTokenKind.Operator, "::"), (PgTokenKind.Keyword, "bigint"), (PgTokenKind.Operator, ";"), (PgTokenKind.BitStringConstant, "B'1'"),
            ],
            tokens.Select(token => (token.Kind, token.Text)));
    }

    [Theory]
    [InlineData("select", PgKeywordKind.ReservedKeyword)]
    [InlineData("bigint", PgKeywordKind.ColNameKeyword)]
    [InlineData("left", PgKeywordKind.TypeFuncNameKeyword)]
    [InlineData("value", PgKeywordKind.UnreservedKeyword)]
    [InlineData("orders", PgKeywordKind.NoKeyword)]
    public void Word_HasItsKeywordKind(string word, PgKeywordKind kind)
        => Assert.Equal(kind, Assert.Single(PgParser.Scan(word).Tokens).KeywordKind);

    [Fact]
    public void OpenQuote_IsAnError()
    {
        var result = PgParser.Scan("select 'x");

        Assert.Empty(result.Tokens);
        Assert.StartsWith("unterminated quoted string", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ManagedLexer_FindsTheTokensOfPostgres()
    {
        string[] special = ["select b'''1'''", "select 1.e5, 1..2, 1_000, .5, 0x1f", "a--b\nc/*d/*e*/f*/g", "select 'a' -- c\n 'b' 'c'", "<=-1 +-@ ?-- x", "$a$b$c$a$ $1"];
        var generator = new StatementGenerator(11);
        var random = new Random(11);
        string[] texts =
        [
            .. special, .. CorpusFile.Valid, .. CorpusFile.PlPgSql, .. CorpusFile.Errors,
            .. Enumerable.Range(0, 500).Select(_ => generator.Script()),
            .. CorpusFile.Valid.SelectMany(sql => Mutations.Of(sql, random, 5)),
        ];
        var compared = 0;
        foreach (var sql in texts)
        {
            if (PgParser.Scan(sql) is not { Success: true } scan)
            {
                continue;
            }

            compared++;
            var spans = new List<PgTextSpan>();
            var lexer = new SqlLexer(sql);
            while (lexer.Next())
            {
                spans.Add(PgTextSpan.FromBounds(lexer.Start, lexer.End));
            }

            Assert.True(spans.SequenceEqual(scan.Tokens.Select(t => t.Span)), $"{sql}\n  here: {string.Join(" | ", spans.Select(s => s.Of(sql)))}\n  PostgreSQL: {string.Join(" | ", scan.Tokens.Select(t => t.Text))}");
        }

        Assert.True(compared > 2000, $"only {compared} texts could be scanned");
    }
}
