namespace PgQuery.Tests.Module;

public sealed class ModuleConcurrencyTests
{
    private static readonly string[] s_statements =
    [
        "SELECT a, b FROM t WHERE c = 1 ORDER BY a",
        "CREATE TABLE t (id bigint PRIMARY KEY, name text NOT NULL DEFAULT 'x')",
        "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES u (b) NOT VALID",
        "SELECT FROM WHERE",
        "UPDATE t SET a = b || 'é' WHERE c IN (1, 2, 3)",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ];

    [Fact]
    public void EightThreads_WithAnInstanceEach_GetTheSameAsOne()
    {
        var session = new ModuleSession();
        var expected = s_statements.Select(session.Parse).ToArray();
        var failures = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            var own = new ModuleSession();
            for (var i = 0; i < 500; i++)
            {
                var number = i % s_statements.Length;
                var actual = own.Parse(s_statements[number]);
                if (actual != expected[number])
                {
                    failures.Enqueue(actual);
                }
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Empty(failures);
    }
}
