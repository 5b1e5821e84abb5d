using PgQuery.Module;

namespace PgQuery.Tests.Module;

/// <summary>Statements that are nested without end: they are parsed, or refused by PostgreSQL, or they trap; the process lives.</summary>
public sealed class ModuleNestingTests
{
    private static readonly Dictionary<string, Func<int, string>> s_forms = new(StringComparer.Ordinal)
    {
        ["parentheses"] = n => "SELECT " + new string('(', n) + "1" + new string(')', n),
        ["open parentheses"] = n => "SELECT " + new string('(', n),
        ["parenthesized query"] = n => new string('(', n) + "SELECT 1" + new string(')', n),
        ["subquery"] = n => Repeat("SELECT (", n) + "1" + new string(')', n),
        ["subquery in FROM"] = n => Repeat("SELECT * FROM (", n) + "SELECT 1" + Repeat(") x", n),
        ["CASE"] = n => "SELECT " + Repeat("CASE WHEN a THEN ", n) + "1" + Repeat(" END", n),
        ["AND"] = n => "SELECT 1 WHERE " + Repeat("a AND ", n) + "b",
        ["NOT"] = n => "SELECT " + Repeat("NOT ", n) + "b",
        ["operator"] = n => "SELECT " + Repeat("a || ", n) + "b",
        ["cast"] = n => "SELECT 1" + Repeat("::int", n),
        ["function"] = n => "SELECT " + Repeat("f(", n) + "1" + new string(')', n),
        ["array"] = n => "SELECT " + Repeat("ARRAY[", n) + "1" + new string(']', n),
        ["join"] = n => "SELECT * FROM " + Repeat("a JOIN ", n) + "b" + Repeat(" ON true", n),
        ["union"] = n => "SELECT 1" + Repeat(" UNION SELECT 1", n),
    };

    public static TheoryData<string, int> FormsAndStacks()
    {
        var data = new TheoryData<string, int>();
        foreach (var form in s_forms.Keys)
        {
            foreach (var kilobytes in (int[])[160, 256, 1024, 16 * 1024])
            {
                data.Add(form, kilobytes);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(FormsAndStacks))]
    public void Nesting_OnAnyStack_NeverEndsTheProcess(string form, int kilobytes) => OnThread(kilobytes, () =>
    {
        foreach (var depth in (int[])[10, 100, 1_000, 10_000, 50_000])
        {
            var session = new ModuleSession();
            try
            {
                var result = session.Parse(s_forms[form](depth));
                Assert.True(result.StartsWith('{') || result.StartsWith("error: ", StringComparison.Ordinal), result);
            }
            catch (PgTrapException)
            {
                Assert.Throws<PgTrapException>(() => session.Parse("SELECT 1"));
            }

            Assert.StartsWith("{\"version\"", new ModuleSession().Parse("SELECT 1"), StringComparison.Ordinal);
        }
    });

    [Theory]
    [InlineData("parentheses")]
    [InlineData("subquery")]
    [InlineData("AND")]
    [InlineData("NOT")]
    [InlineData("operator")]
    [InlineData("cast")]
    [InlineData("function")]
    [InlineData("array")]
    [InlineData("join")]
    [InlineData("union")]
    public void TwoThousandLevels_AreParsed(string form) =>
        OnThread(16 * 1024, () => Assert.StartsWith("{\"version\"", new ModuleSession().Parse(s_forms[form](2_000)), StringComparison.Ordinal));

    [Theory]
    [InlineData("operator")]
    [InlineData("function")]
    [InlineData("subquery")]
    public void TwoHundredLevels_OnAThreadOfOneMegabyte_AreParsed(string form) =>
        OnThread(1024, () => Assert.StartsWith("{\"version\"", new ModuleSession().Parse(s_forms[form](200)), StringComparison.Ordinal));

    [Fact]
    public void OrdinaryStatement_OnAThreadOf256Kilobytes_IsParsed() => OnThread(256, () => Assert.StartsWith(
        "{\"version\"",
        new ModuleSession().Parse("CREATE INDEX CONCURRENTLY ix ON orders (lower(name)) WHERE total > (SELECT avg(total) FROM orders)"),
        StringComparison.Ordinal));

    [Fact]
    public void TrapCaughtDeepDown_LeavesRoomForANewInstanceInTheHandler() => OnThread(512, () =>
    {
        try
        {
            new ModuleSession().Parse(s_forms["union"](20_000));
            Assert.Fail("The statement fits.");
        }
        catch (PgTrapException)
        {
            Assert.StartsWith("{\"version\"", new ModuleSession().Parse("SELECT 1"), StringComparison.Ordinal);
        }
    });

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static void OnThread(int kilobytes, Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            kilobytes * 1024);
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException($"On a thread of {kilobytes} KB: {failure.Message}", failure);
        }
    }
}
