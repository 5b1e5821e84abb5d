namespace MigrationAnalyzers.Runtime.Tests.Migrating;

/// <summary>Two migrations with a step of each kind.</summary>
internal static class Orders
{
    public static TestMigration First { get; } = TestMigration.Number(
        1,
        static b =>
        {
            b.Sql("CREATE TABLE orders (id bigint PRIMARY KEY, total int)");
            b.Sql("INSERT INTO orders SELECT i, i FROM generate_series(1, 1000) i");
        },
        static b => b.Sql("DROP TABLE orders"));

    public static TestMigration Second { get; } = TestMigration.Number(
        2,
        static b =>
        {
            b.Sql("CREATE INDEX CONCURRENTLY ix_orders_total ON orders (total)", suppressTransaction: true);
            AddNoteStep.AddTo(b);
            b.Sql("ALTER TABLE orders ADD remark text");
        },
        static b => b.Sql("ALTER TABLE orders DROP note, DROP remark; DROP INDEX ix_orders_total"));
}
