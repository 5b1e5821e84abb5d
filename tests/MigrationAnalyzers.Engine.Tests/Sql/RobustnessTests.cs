using System.Reflection;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>Whatever the text: no exception, and places inside of it. The texts are those of all tests of this folder, in full and damaged.</summary>
public sealed class RobustnessTests
{
    public static TheoryData<string> Samples()
    {
        var samples = new TheoryData<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var method in typeof(RobustnessTests).Assembly.GetTypes()
            .Where(static t => t.Namespace == typeof(RobustnessTests).Namespace)
            .SelectMany(static t => t.GetMethods()))
        {
            foreach (var data in method.GetCustomAttributes<InlineDataAttribute>())
            {
                if (data.GetData(method).First()[0] is string markup && seen.Add(SqlMarkup.Strip(markup, out _)))
                {
                    samples.Add(SqlMarkup.Strip(markup, out _));
                }
            }
        }

        return samples;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void DamagedText_NeverThrows(string sql)
    {
        for (var i = 0; i < sql.Length; i++)
        {
            Check(sql[..i]);
            Check(sql[i..]);
            Check(sql.Remove(i, 1));
        }

        Check(sql.Insert(sql.Length / 2, "ä"));
        Check(sql.Insert(sql.Length / 2, "\ud83d"));
        Check(sql.Insert(sql.Length / 2, "'"));
        SqlFrontEnd.ReadExpression(sql);
        SqlFrontEnd.ReadType(sql);
    }

    [Theory]
    [InlineData("select (", ")", "1", 5000)]
    [InlineData("do $$ begin ", " end $$", "if x then ", 3000)]
    [InlineData("select 1 ", "", "union all select 1 ", 3000)]
    [InlineData("update t set a = 1 where a = 1 ", "", "and (b = 2 or c = 3) ", 3000)]
    [InlineData("update t set a = 1 where a = '' ", "", "|| 'x' ", 5000)]
    [InlineData("select ", "", "not ", 20000)]
    [InlineData("alter table t add a int", "", ", add b int", 5000)]
    [InlineData("", "", "drop table t;", 5000)]
    public void LongAndDeepText_NeverThrows(string start, string end, string repeated, int times) =>
        Check(start + string.Concat(Enumerable.Repeat(repeated, times)) + end);

    private static void Check(string sql)
    {
        foreach (var statement in SqlFrontEnd.Read(SqlText.OfFile("a.sql", sql)))
        {
            Assert.NotEmpty(statement.Operations);
            CheckSpan(statement.Origin.SqlStatement, sql);
            CheckSpan(statement.Origin.SqlSpan, sql);
            foreach (var operation in statement.Operations)
            {
                CheckSpan(operation.Origin.SqlSpan, sql);
                CheckSpan(operation.Origin.SqlStatement, sql);
                Assert.True(operation.Origin.SqlSpan.Length > 0, "an operation has no place");
            }
        }
    }

    private static void CheckSpan((int Start, int Length) span, string sql) =>
        Assert.True(span.Start >= 0 && span.Length >= 0 && span.Start + span.Length <= sql.Length, $"{span} lies outside of the text");
}
