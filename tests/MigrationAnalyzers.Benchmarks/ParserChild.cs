using System.Diagnostics;
using System.Globalization;
using System.Text;
using PgQuery;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>
/// One measurement of the parser in a process of its own. Written to the standard output: the time that passed, and the processor time, which other processes
/// of a busy machine disturb less.
/// </summary>
internal static class ParserChild
{
    public const string Name = "parser-child";
    public const string FirstParse = "first-parse";
    public const string ShortStatement = "short-statement";
    public const string Script = "script";
    public const string Memory = "memory";

    private const string Statement = "CREATE INDEX ix_orders_user_id ON orders (user_id)";

    public static void Run(string measurement)
    {
        var (passed, processor) = measurement switch
        {
            FirstParse => MeasureFirstParse(),
            ShortStatement => MeasureRepeated(Statement, 20_000, unitsInMillisecond: 1000),
            Script => MeasureRepeated(ScriptOfLines(199), 400, unitsInMillisecond: 1),
            Memory => (MeasureMemory(), 0),
            _ => throw new ArgumentOutOfRangeException(nameof(measurement), measurement, null),
        };
        Console.Out.Write(string.Create(CultureInfo.InvariantCulture, $"{passed:R} {processor:R}"));
    }

    private static (double Passed, double Processor) MeasureFirstParse() => Measure(static () => Parse(Statement));

    /// <summary>The time for each, once the code is compiled.</summary>
    private static (double Passed, double Processor) MeasureRepeated(string sql, int times, double unitsInMillisecond)
    {
        // Tiered compilation needs calls and time before the fast code is there.
        for (var warmUp = Stopwatch.StartNew(); warmUp.Elapsed < TimeSpan.FromSeconds(1.5);)
        {
            Parse(sql);
        }

        var (passed, processor) = Measure(() =>
        {
            for (var i = 0; i < times; i++)
            {
                Parse(sql);
            }
        });
        return (passed / times * unitsInMillisecond, processor / times * unitsInMillisecond);
    }

    private static (double Passed, double Processor) Measure(Action action)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        action();
        var passed = Stopwatch.GetElapsedTime(start);
        return (passed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
    }

    /// <summary>Megabytes that the second instance of the process adds, the first having loaded whatever all share.</summary>
    private static double MeasureMemory()
    {
        var script = ScriptOfLines(199);
        Parse(script);
        var one = GC.GetTotalMemory(forceFullCollection: true);

        // Two threads at work at once need two instances.
        using var together = new Barrier(2);
        var threads = Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            together.SignalAndWait();
            for (var work = Stopwatch.StartNew(); work.Elapsed < TimeSpan.FromSeconds(1);)
            {
                Parse(script);
            }
        })).ToArray();
        Array.ForEach(threads, static t => t.Start());
        Array.ForEach(threads, static t => t.Join());
        return (GC.GetTotalMemory(forceFullCollection: true) - one) / (1024.0 * 1024.0);
    }

    private static void Parse(string sql)
    {
        var result = PgParser.Parse(sql);
        if (result.Error is { } error)
        {
            throw new InvalidOperationException(error.Message);
        }
    }

    /// <summary>What a migration script looks like: tables, columns, indexes, constraints, rows.</summary>
    private static string ScriptOfLines(int lines)
    {
        string[] kinds =
        [
            "CREATE TABLE t{0} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL DEFAULT '', at timestamptz NOT NULL DEFAULT now());",
            "ALTER TABLE t{0} ADD COLUMN price numeric(10, 2) CHECK (price >= 0);",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_t{0}_name ON t{0} USING btree (lower(name), at DESC NULLS LAST) WHERE price IS NOT NULL;",
            "ALTER TABLE t{0} ADD CONSTRAINT fk_t{0} FOREIGN KEY (id) REFERENCES parents (id) ON DELETE CASCADE NOT VALID;",
            "UPDATE t{0} SET name = coalesce(name, 'none'), price = price * 1.1 WHERE id BETWEEN 1 AND 5000 AND at < now() - interval '1 day';",
            "INSERT INTO t{0} (name, price) SELECT n.name, n.price FROM news n LEFT JOIN t{0} o ON o.name = n.name WHERE o.id IS NULL;",
        ];
        var script = new StringBuilder();
        for (var i = 0; i < lines; i++)
        {
            script.AppendFormat(CultureInfo.InvariantCulture, kinds[i % kinds.Length], i).Append('\n');
        }

        return script.ToString();
    }
}
