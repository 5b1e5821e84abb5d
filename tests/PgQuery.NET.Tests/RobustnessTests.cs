using System.Text;
using PgQuery.Tree;

namespace PgQuery.Tests;

/// <summary>No text brings the process down or throws.</summary>
public sealed class RobustnessTests
{
    [Theory]
    [InlineData("select 1\0", 8)]
    [InlineData("\0", 0)]
    [InlineData("select 'é\0'", 9)]
    public void Nul_IsAnErrorAtItsPlace(string sql, int position)
    {
        var error = PgParser.Parse(sql).Error!;

        Assert.Equal("a NUL character (U+0000) is not allowed in SQL", error.Message);
        Assert.Equal(position, error.Position);
        Assert.Equal(1, error.Length);
        Assert.Equal(position, PgParser.Scan(sql).Error!.Position);
        Assert.Equal(position, Assert.Single(PgParser.ParseStatements(sql).Errors).Error.Position);
        Assert.Equal(position, PgParser.ParsePlPgSql(sql).Error!.Position);
        Assert.Equal(position, PgParser.Fingerprint(sql).Error!.Position);
        Assert.Equal(position, PgParser.ParseExpression(sql).Error!.Position);
    }

    [Theory]
    [InlineData("select '", 0xD83D, "'")]
    [InlineData("select '", 0xDE00, "'")]
    [InlineData("select '😀", 0xD83D, "")]
    [InlineData("", 0xD83D, "😀")]
    public void LoneSurrogate_IsAnErrorAtItsPlace(string before, int surrogate, string after)
    {
        var error = PgParser.Parse(before + (char)surrogate + after).Error!;

        Assert.Equal($"the text is not well-formed Unicode: a surrogate (U+{surrogate:X4}) without its partner", error.Message);
        Assert.Equal(before.Length, error.Position);
    }

    public static TheoryData<string, string, string> Nests => new()
    {
        { "(", "1", ")" },
        { "not ", "true", "" },
        { "- ", "1", "" },
        { "f(", "1", ")" },
        { "(select ", "1", ")" },
        { "case when true then ", "1", " end" },
        { "array[", "1", "]" },
        { "1 + (", "1", ")" },
        { "a.b @> (", "1", ")::text" },
    };

    [Theory]
    [MemberData(nameof(Nests))]
    public void NestingBomb_IsParsedOrRefused(string open, string middle, string close)
    {
        foreach (var depth in new[] { 100, 1000, 5000, 20_000, 100_000 })
        {
            var result = PgParser.Parse("select " + Repeat(open, depth) + middle + Repeat(close, depth));

            Assert.True(depth > 100 || result.Success, result.Error?.Message);
            AssertParsedOrTooDeep(result);
        }

        AssertStillWorks();
    }

    [Theory]
    [InlineData(256)]
    [InlineData(1024)]
    public void NestingBomb_HasTheSameResultOnASmallStack(int kilobytes)
    {
        var statements = new[] { 10, 200, 400, 600, 3000, 100_000 }.SelectMany(depth => new[]
        {
            "select " + Repeat("f(", depth) + "1" + Repeat(")", depth),
            "select a" + Repeat(" || a", depth),
            "select " + Repeat("(select ", depth) + "1" + Repeat(")", depth),
        }).ToList();
        var results = new List<bool>();
        var thread = new Thread(() => results.AddRange(statements.Select(sql => PgParser.Parse(sql).Success)), kilobytes * 1024);
        thread.Start();
        thread.Join();

        Assert.Equal(
            [true, true, true, true, true, true, true, true, false, false, true, false, false, false, false, false, false, false],
            results);
        AssertStillWorks();
    }

    [Fact]
    public void DeepTree_CanBeWalkedByRecursion()
    {
        var root = PgParser.Parse("select a" + Repeat(" || a", 900)).Statements[0].Root;
        var count = 0;
        var thread = new Thread(() => count = Count(root), 1024 * 1024);
        thread.Start();
        thread.Join();

        Assert.Equal(root.DescendantsAndSelf().Count(), count);

        static int Count(PgNode node) => 1 + node.Children().Sum(Count);
    }

    [Fact]
    public void DeepPlPgSql_IsParsedOrRefused()
    {
        foreach (var depth in new[] { 50, 1000, 30_000 })
        {
            var function = PgParser.ParsePlPgSql($"do $$begin {Repeat("if a then ", depth)} perform 1; {Repeat("end if; ", depth)} end$$").Functions.Single();

            Assert.True(depth > 50 || function.Success, function.Error?.Message);
        }

        AssertStillWorks();
    }

    [Fact]
    public void ScriptOfTwoMegabytes_IsParsed()
    {
        var sql = new StringBuilder();
        var count = 0;
        while (sql.Length < 2_000_000)
        {
            sql.Append("INSERT INTO \"größe\" (a, b) VALUES (").Append(count++).Append(", 'text é');\n");
        }

        var text = sql.ToString();
        var result = PgParser.Parse(text);

        Assert.True(result.Success, result.Error?.Message);
        Assert.Equal(count, result.Statements.Count);
        Assert.Equal($"INSERT INTO \"größe\" (a, b) VALUES ({count - 1}, 'text é')", result.Statements[^1].Span.Of(text));
        var relation = ((InsertStmt)result.Statements[^1].Root).Relation!;
        Assert.Equal("\"größe\"", PgParser.TokenSpan(text, relation.Location).Of(text));
        AssertStillWorks();
    }

    [Fact]
    public void ScriptOfTwoMegabytesWithAnError_TellsItsPlace()
    {
        var good = string.Concat(Enumerable.Repeat("SELECT 'é';\n", 170_000));
        var text = good + "SELEC 1;" + good;

        var error = PgParser.Parse(text).Error!;

        Assert.Equal("syntax error at or near \"SELEC\"", error.Message);
        Assert.Equal(good.Length, error.Position);
    }

    [Fact]
    public void StatementOfTwoMegabytes_IsParsedOrRefused()
    {
        var values = string.Join(", ", Enumerable.Range(0, 120_000).Select(i => $"({i}, 'x{i}')"));
        var result = PgParser.Parse("INSERT INTO t VALUES " + values);

        Assert.True(result.Success || result.Error!.Message == "the statement is too large", result.Error?.Message);
        AssertStillWorks();
    }

    [Fact]
    public void LiteralOfTwoMegabytes_IsParsed()
    {
        var literal = new string('é', 1_000_000);
        var result = PgParser.Parse($"SELECT '{literal}'");

        Assert.True(result.Success, result.Error?.Message);
        Assert.Equal(literal, result.Statements[0].Root.Descendants().OfType<StringNode>().Single().Sval);
    }

    [Fact]
    public void HugeGarbage_IsRefused()
    {
        var random = new Random(5);
        var text = new string([.. Enumerable.Range(0, 300_000).Select(_ => (char)random.Next(1, 0xD800))]);

        Assert.False(PgParser.Parse(text).Success);
        Assert.False(PgParser.ParseStatements(text).Success);
        AssertStillWorks();
    }

    [Fact]
    public async Task EightThreads_GetTheirOwnResults()
    {
        var generator = new StatementGenerator(3);
        string[] scripts = [.. CorpusFile.Valid, .. CorpusFile.Errors, .. CorpusFile.PlPgSql, .. Enumerable.Range(0, 300).Select(_ => generator.Script())];
        var expected = scripts.Select(Describe).ToArray();
        var threads = Enumerable.Range(0, 8).Select(number => Task.Factory.StartNew(
            () =>
            {
                var random = new Random(number);
                for (var i = 0; i < 1500; i++)
                {
                    var at = random.Next(scripts.Length);
                    Assert.Equal(expected[at], Describe(scripts[at]));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));

        await Task.WhenAll(threads);
    }

    private static string Describe(string sql)
    {
        var result = PgParser.Parse(sql);
        var bodies = PgParser.ParsePlPgSql(sql);
        var nodes = result.Statements.SelectMany(s => s.Root.DescendantsAndSelf()).Select(n => $"{n.Kind}@{n.Location}({string.Join(",", n.GetFields())})");
        return $"{result.Error} {string.Join(" ", nodes)} {bodies.Functions.Count} {string.Join(" ", bodies.Functions.Select(f => f.Error))}";
    }

    private static void AssertParsedOrTooDeep(PgParseResult result)
    {
        if (result.Success)
        {
            Assert.NotEmpty(result.Statements[0].Root.Descendants());
        }
        else
        {
            // The second one is the grammar's own, from the stack of its tables.
            Assert.True(
                result.Error!.Message == "the statement is nested too deeply"
                || result.Error.Message.StartsWith("memory exhausted", StringComparison.Ordinal),
                result.Error.Message);
        }
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    private static void AssertStillWorks() => Assert.True(PgParser.Parse("select 1").Success);
}
