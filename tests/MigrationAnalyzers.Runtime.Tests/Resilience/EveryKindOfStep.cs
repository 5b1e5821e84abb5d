using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests.Resilience;

/// <summary>A migration that has every kind of step, on tables of which triggers write down each row that is written.</summary>
internal static class EveryKindOfStep
{
    public const int Rows = 1_200;

    private const int BatchSize = 150;

    /// <summary>Rows of which <c>label</c> is NULL.</summary>
    private const int Unlabelled = Rows / 3;

    public static TestMigration Tables { get; } = TestMigration.Number(
        1,
        static b => b.Sql($$"""
            CREATE TABLE ledger (step text NOT NULL, counted int NOT NULL DEFAULT 0);
            INSERT INTO ledger VALUES ('counter');
            CREATE TABLE owners (id int PRIMARY KEY);
            INSERT INTO owners SELECT i FROM generate_series(0, 9) i;
            CREATE TABLE items (id bigint PRIMARY KEY, owner int NOT NULL, price int NOT NULL, quantity int NOT NULL, code text NOT NULL, label text, name text, amount int);
            INSERT INTO items SELECT i, i % 10, i, i, 'c' || i, CASE WHEN i % 3 = 0 THEN NULL ELSE 'l' END, 'n' || i, i FROM generate_series(1, {{Rows}}) i;
            CREATE INDEX ix_items_old ON items (code);
            CREATE INDEX ix_items_other ON items (label);
            CREATE INDEX ix_items_name ON items (name);
            CREATE TABLE doomed (id bigint PRIMARY KEY);
            INSERT INTO doomed SELECT i FROM generate_series(1, {{Rows}}) i;
            CREATE TABLE copies (item bigint NOT NULL);
            CREATE TABLE renamed (id int PRIMARY KEY);
            CREATE TABLE keyless (id int);
            INSERT INTO keyless SELECT i FROM generate_series(1, 100) i;
            CREATE TYPE mood AS ENUM ('good');
            CREATE TABLE writes (relation text NOT NULL, operation text NOT NULL, id bigint NOT NULL);
            CREATE FUNCTION note_write() RETURNS trigger LANGUAGE plpgsql AS $note$
            BEGIN
                INSERT INTO writes VALUES (TG_TABLE_NAME, TG_OP, CASE WHEN TG_TABLE_NAME = 'copies' THEN (to_jsonb(NEW) ->> 'item')::bigint ELSE (to_jsonb(coalesce(NEW, OLD)) ->> 'id')::bigint END);
                RETURN NULL;
            END $note$;
            CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON items FOR EACH ROW EXECUTE FUNCTION note_write();
            CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON doomed FOR EACH ROW EXECUTE FUNCTION note_write();
            CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON copies FOR EACH ROW EXECUTE FUNCTION note_write();
            """));

    public static TestMigration Everything { get; } = TestMigration.Number(2, Build);

    public static TestMigration[] All => [Tables, Everything];

    /// <summary>Small batches, so that many transactions can be hit.</summary>
    public static SafeMigratorOptions Options { get; } = new() { BatchSize = BatchSize, BatchPause = 0.5, MaxReplicaLag = null };

    /// <summary>What is wrong with a database that the migration has been applied to, however often it was interrupted; empty: nothing.</summary>
    public static async Task<IReadOnlyList<string>> FindFaultsAsync(PostgresDatabase database)
    {
        var faults = new List<string>();
        await ExpectAsync("rows of the ledger", "counter 1, end 0, transaction 0", "SELECT string_agg(step || ' ' || counted, ', ' ORDER BY step) FROM ledger");

        // UpdateInBatches, the copies of two columns and the values of a new one write each row once, SetNotNullSafely those that have none.
        await ExpectAsync("updates of items", (4L * Rows) + Unlabelled, "SELECT count(*) FROM writes WHERE relation = 'items' AND operation = 'UPDATE'");
        await ExpectAsync("items that were updated four times", (long)(Rows - Unlabelled), Times("items", "UPDATE", 4));
        await ExpectAsync("items that were updated five times", (long)Unlabelled, Times("items", "UPDATE", 5));
        await ExpectAsync("items that were deleted once", (long)Rows, Times("doomed", "DELETE", 1));
        await ExpectAsync("items that were copied once", (long)Rows, Times("copies", "INSERT", 1));
        await ExpectAsync("rows of copies", (long)Rows, "SELECT count(*) FROM copies");
        await ExpectAsync("prices", (long)Rows, "SELECT count(*) FROM items WHERE price = id + 1 AND token IS NOT NULL AND label IS NOT NULL AND title = name");
        await ExpectAsync("indexes that are not valid", 0L, "SELECT count(*) FROM pg_index WHERE NOT indisvalid");
        await ExpectAsync("constraints that are not valid", 0L, "SELECT count(*) FROM pg_constraint WHERE NOT convalidated");
        await ExpectAsync("history", 2L, "SELECT count(*) FROM \"__EFMigrationsHistory\"");
        await ExpectAsync("steps that are not done", 0L, "SELECT count(*) FROM \"__SafeMigrationsJournal\" WHERE state <> 'done'");
        await ExpectAsync("advisory locks", 0L, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        return faults;

        async Task ExpectAsync(string what, object expected, string sql)
        {
            var actual = await database.ScalarAsync(sql);
            if (!expected.Equals(actual))
            {
                faults.Add($"{what}: {actual} and not {expected}");
            }
        }

        static string Times(string relation, string operation, int times) =>
            $"SELECT count(*) FROM (SELECT id FROM writes WHERE relation = '{relation}' AND operation = '{operation}' GROUP BY id HAVING count(*) = {times}) t";
    }

    private static void Build(MigrationBuilder b)
    {
        b.AddColumn<int>("extra", "items", nullable: true);
        b.Sql("INSERT INTO ledger VALUES ('transaction')");
        b.Sql("UPDATE ledger SET counted = counted + 1 WHERE step = 'counter'", suppressTransaction: true);
        b.Sql("CREATE INDEX CONCURRENTLY ix_items_quantity ON items (quantity)", suppressTransaction: true);
        b.CreateIndex("ix_items_price", "items", "price").Annotation("Npgsql:CreatedConcurrently", true);
        b.Sql("DROP INDEX CONCURRENTLY ix_items_old", suppressTransaction: true);
        b.Sql("ALTER TABLE items ADD CONSTRAINT ck_items_quantity CHECK (quantity >= 0) NOT VALID, ADD CONSTRAINT ck_items_price CHECK (price >= 0) NOT VALID");
        b.Sql("ALTER TABLE items VALIDATE CONSTRAINT ck_items_quantity", suppressTransaction: true);
        b.ValidateConstraintSafely("ck_items_price", "items");
        b.UpdateInBatches("items", "price = price + 1", "TRUE", batchSize: BatchSize);
        b.DeleteInBatches("doomed", "TRUE", batchSize: BatchSize);
        b.InsertInBatches("copies", ["item"], "items", ["id"], "TRUE", batchSize: BatchSize);
        b.CreateIndexConcurrently("ix_items_owner", "items", "owner");
        b.CreateIndexConcurrently("ux_items_id_code", "items", ["id", "code"], unique: true);
        b.DropIndexConcurrently("ix_items_other", "items");
        b.ReindexConcurrently("ix_items_owner");
        b.AddForeignKeySafely("fk_items_owner", "items", "owner", "owners", principalColumn: "id");
        b.AddUniqueConstraintSafely("uq_items_code", "items", "code");
        b.AddPrimaryKeySafely("pk_keyless", "keyless", "id");
        b.AddCheckConstraintSafely("ck_items_extra", "items", "extra IS NULL OR extra > 0");
        b.SetNotNullSafely("label", "items", backfillSql: "'none'");
        b.AddColumnSafely<string>("token", "items", type: "text", defaultValueSql: "md5(random()::text)");
        b.AddColumnSafely<int>("level", "items", defaultValue: 0);
        b.AddEnumValue("mood", "bad");
        b.ExpandRenameColumn("name", "items", "title");
        b.ExpandColumnType("amount", "items", "bigint");
        b.ExpandRenameTable("renamed", "renewed");
        b.Sql("INSERT INTO ledger VALUES ('end')");
    }
}
