namespace MigrationAnalyzers.Runtime.Tests.Proof;

/// <summary>The helpers whose ordinary form holds up the application for as long as it takes.</summary>
public static class HelperCases
{
    public const string Customers = """
        CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
        INSERT INTO customers SELECT i, 'customer ' || i FROM generate_series(1, 1000) i
        """;

    public const string Orders = OrdersWithoutKey + "; ALTER TABLE orders ADD CONSTRAINT pk_orders PRIMARY KEY (id)";

    private const string OrdersWithoutKey = """
        CREATE TABLE orders (id bigint NOT NULL, customer_id bigint, amount int, number bigint NOT NULL, note text);
        INSERT INTO orders SELECT i, 1 + i % 1000, i % 100, i, 'order number ' || i FROM generate_series(1, {0}) i
        """;

    private const string Events = """
        CREATE TABLE events (id bigint NOT NULL, at date NOT NULL, note text) PARTITION BY RANGE (at);
        CREATE TABLE events_rest PARTITION OF events DEFAULT;
        CREATE TABLE events_2024 (LIKE events INCLUDING ALL);
        INSERT INTO events SELECT i, '2023-05-05', 'event number ' || i FROM generate_series(1, {0}) i;
        INSERT INTO events_2024 SELECT i, '2024-01-01'::date + (i % 300)::int, 'event number ' || i FROM generate_series(1, {0}) i;
        CREATE INDEX ix_events ON events (id);
        CREATE INDEX ix_events_2024 ON events_2024 (id)
        """;

    public static IReadOnlyList<HelperCase> All { get; } =
    [
        new("CreateIndexConcurrently", Holds.OldTransaction, [m => m.CreateIndexConcurrently("ix", "orders", "customer_id")], m => m.CreateIndex("ix", "orders", "customer_id")),
        new("DropIndexConcurrently", Holds.OldTransaction, [m => m.DropIndexConcurrently("ix", "orders")], m => m.DropIndex("ix", "orders"))
        {
            Setup = [Customers, Orders, "CREATE INDEX ix ON orders (customer_id)"], ReaderHoldsOn = true,
        },
        new("ReindexConcurrently", Holds.OldTransaction, [m => m.ReindexConcurrently("ix")], m => m.Sql("REINDEX INDEX ix")) { Setup = [Customers, Orders, "CREATE INDEX ix ON orders (customer_id)"] },
        new("AddForeignKeySafely", Holds.Validation, [m => m.AddForeignKeySafely("fk", "orders", "customer_id", "customers", principalColumn: "id")],
            m => m.AddForeignKey("fk", "orders", "customer_id", "customers", principalColumn: "id")),
        new("AddCheckConstraintSafely", Holds.Validation, [m => m.AddCheckConstraintSafely("ck", "orders", "amount >= 0")], m => m.AddCheckConstraint("ck", "orders", "amount >= 0")),
        new("AddUniqueConstraintSafely", Holds.OldTransaction, [m => m.AddUniqueConstraintSafely("ak", "orders", "number")], m => m.AddUniqueConstraint("ak", "orders", "number")),
        new("AddPrimaryKeySafely", Holds.OldTransaction, [m => m.AddPrimaryKeySafely("pk_orders", "orders", "id")], m => m.AddPrimaryKey("pk_orders", "orders", "id"))
        {
            Setup = [Customers, OrdersWithoutKey, "CREATE INDEX ON orders (id)"],
        },
        new("AddColumnSafely", Holds.Batch | Holds.Validation, [m => m.AddColumnSafely<DateTime>("changed", "orders", defaultValueSql: "clock_timestamp()")],
            m => m.AddColumn<DateTime>("changed", "orders", "timestamp with time zone", nullable: false, defaultValueSql: "clock_timestamp()")),
        new("SetNotNullSafely", Holds.Validation, [m => m.SetNotNullSafely("amount", "orders")], m => m.AlterColumn<int>("amount", "orders", "integer", nullable: false, oldClrType: typeof(int), oldType: "integer", oldNullable: true)),
        new("UpdateInBatches", Holds.Batch, [m => m.UpdateInBatches("orders", "amount = amount + 1", "amount < 99")], m => m.Sql("UPDATE orders SET amount = amount + 1 WHERE amount < 99")),
        new("DeleteInBatches", Holds.Batch, [m => m.DeleteInBatches("orders", "amount < 50")], m => m.Sql("DELETE FROM orders WHERE amount < 50")),
        new("AttachPartitionSafely", Holds.Validation, [m => m.AttachPartitionSafely("events_2024", "events", "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')")],
            m => m.Sql("ALTER TABLE events ATTACH PARTITION events_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"))
        {
            Setup = [Events], Table = "events", Write = "UPDATE events SET note = 'written' WHERE id = {0} AND at = '2023-05-05'", Read = "SELECT note FROM events WHERE id = {0} AND at = '2023-05-05'",
        },
        new("ExpandColumnType, ContractColumnType", Holds.Batch | Holds.OldTransaction,
            [m => m.ExpandColumnType("amount", "orders", "bigint"), m => m.ContractColumnType("amount", "orders", "bigint")],
            m => m.AlterColumn<long>("amount", "orders", "bigint", nullable: true, oldClrType: typeof(int), oldType: "integer", oldNullable: true))
        {
            Setup = [Customers, Orders, "CREATE INDEX ix ON orders (amount)"],
        },
        new("ExpandRenameColumn, ContractRenameColumn", Holds.Batch, [m => m.ExpandRenameColumn("amount", "orders", "total"), m => m.ContractRenameColumn("amount", "orders", "total")],
            m => m.RenameColumn("amount", "orders", "total")) { UnsafeIsLong = false },
    ];
}
