using System.Globalization;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>What the effects of a statement cost to look up, beside what it costs to read the statement.</summary>
internal sealed class EffectsBenchmark : Benchmark
{
    private const int WarmUp = 3;
    private const int Rounds = 15;
    private const int Repetitions = 500;
    private const int OtherTables = 1000;

    private const string Schema = """
        CREATE TABLE users (id bigint PRIMARY KEY, email text, created timestamp);
        CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id), note varchar(50), total numeric(10,2), CONSTRAINT ck_note CHECK (note IS NOT NULL));
        CREATE INDEX ix_orders_note ON orders (note);
        CREATE TABLE events (id bigint, day date) PARTITION BY RANGE (day);
        CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        """;

    private static readonly string[] Statements =
    [
        "ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid()",
        "ALTER TABLE orders ADD COLUMN state int NOT NULL DEFAULT 0",
        "ALTER TABLE orders ALTER COLUMN note SET NOT NULL",
        "ALTER TABLE orders ALTER COLUMN note TYPE text",
        "ALTER TABLE orders ALTER COLUMN total TYPE numeric(12,4)",
        "ALTER TABLE users ALTER COLUMN created TYPE timestamptz",
        "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id)",
        "ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0)",
        "ALTER TABLE orders ADD CONSTRAINT uq UNIQUE (note)",
        "ALTER TABLE orders DROP COLUMN user_id",
        "CREATE INDEX ix ON orders (total)",
        "CREATE INDEX ix ON events (id)",
        "CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')",
        "DROP TABLE users CASCADE",
        "UPDATE orders SET total = 0",
    ];

    public override string Name => "effects";

    public override string Description => "what a statement locks, rewrites and scans: time and memory of a lookup, beside reading the statement";

    public override async Task<ResultTable> RunAsync(string[] arguments)
    {
        var small = Catalog(0);
        var large = Catalog(OtherTables);
        var statements = Statements.SelectMany(Read).ToArray();

        var times = await Samples.ByTurnsAsync(
            WarmUp,
            Rounds,
            () => Repeat(static () => Array.ForEach(Statements, static s => Read(s))),
            () => Repeat(() => LookUp(statements, small)),
            () => Repeat(() => LookUp(statements, large)));

        var table = new ResultTable($"median of {Rounds} rounds, a statement", "processor time", "ratio", "allocated");
        Add(table, "read by the SQL front end", times[0], times[0], () => Array.ForEach(Statements, static s => Read(s)));
        Add(table, "its effects, 5 tables known", times[1], times[0], () => LookUp(statements, small));
        Add(table, $"its effects, {OtherTables + 5} tables known", times[2], times[0], () => LookUp(statements, large));
        return table;
    }

    private static void Add(ResultTable table, string what, double milliseconds, double reference, Action once)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        once();
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / Statements.Length;
        var microseconds = milliseconds * 1000 / Repetitions / Statements.Length;
        table.Add(what, Samples.Number(microseconds, " us"), Samples.Ratio(milliseconds / reference), string.Create(CultureInfo.InvariantCulture, $"{allocated} B"));
    }

    private static Task Repeat(Action action)
    {
        for (var i = 0; i < Repetitions; i++)
        {
            action();
        }

        return Task.CompletedTask;
    }

    private static void LookUp(MigrationStatement[] statements, SchemaCatalog catalog)
    {
        foreach (var statement in statements)
        {
            StatementEffects.Of(statement, catalog, new EffectOptions(EffectOptions.OldestMajor));
        }
    }

    private static SchemaCatalog Catalog(int others)
    {
        var tables = Enumerable.Range(0, others).Select(static i => $"CREATE TABLE other_{i} (id bigint PRIMARY KEY, parent bigint REFERENCES other_{i} (id));");
        var catalog = SchemaCatalog.Unknown;
        foreach (var statement in Read(Schema + string.Concat(tables)))
        {
            catalog = catalog.Apply(statement);
        }

        return catalog.EndUnit();
    }

    private static IEnumerable<MigrationStatement> Read(string sql) => SqlFrontEnd.Read(SqlText.OfFile("statement.sql", sql));
}
