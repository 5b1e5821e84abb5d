namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Data;

internal static class DBM4003Cases
{
    private const string StatusAsInteger = """
        migrationBuilder.AlterColumn<int>(
            name: "status",
            table: "orders",
            type: "integer",
            nullable: true,
            oldClrType: typeof(string),
            oldType: "text",
            oldNullable: true);
        """;

    private const string StatusAsText = """
        migrationBuilder.AlterColumn<string>(
            name: "status",
            table: "orders",
            type: "text",
            nullable: true,
            oldClrType: typeof(int),
            oldType: "integer",
            oldNullable: true);
        """;

    private const string StatusRows = "UPDATE orders SET status = CASE WHEN id % 3 > 0 THEN (id % 7)::text END";

    private const string Payload = """
        migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN payload text NOT NULL DEFAULT '{}'; ALTER TABLE orders ALTER COLUMN payload DROP DEFAULT; CREATE INDEX ix_orders_payload ON orders (user_id) WHERE payload IS NOT NULL");
        """;

    private const string Quantity = """migrationBuilder.AddColumn<string>(name: "quantity", table: "orders", type: "text", nullable: true);""";

    private const string QuantityRows = "UPDATE orders SET quantity = CASE WHEN id % 3 > 0 THEN (id % 7)::text END";

    private const string PayloadRows = "UPDATE orders SET payload = '{\"id\": ' || id || '}' WHERE id % 2 = 0";

    private const string PayloadAsJson = """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN payload TYPE jsonb");""";

    private const string PayloadAsText = """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN payload TYPE text");""";

    public static IEnumerable<FixCase> All =>
    [
        new("DBM4003", "call")
        {
            Rows = [StatusRows],
            Up = StatusAsInteger,
            After = """"
                migrationBuilder.Sql(
                    """
                    DO $$
                    DECLARE
                        converted integer;
                    BEGIN
                        FOR converted IN SELECT (status::integer) FROM orders LOOP
                        END LOOP;
                    END $$;
                    """,
                    suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS status_new integer;");
                migrationBuilder.Sql(
                    """
                    CREATE OR REPLACE FUNCTION sync_orders_status_status_new() RETURNS trigger LANGUAGE plpgsql AS $sync$
                    #variable_conflict use_column
                    BEGIN
                        NEW.status_new := (SELECT (status::integer) FROM (SELECT NEW.status) AS given(status));
                        RETURN NEW;
                    END
                    $sync$;
                    """);
                migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"~sync_status_status_new\" ON orders;");
                migrationBuilder.Sql("CREATE TRIGGER \"~sync_status_status_new\" BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION sync_orders_status_status_new();");
                migrationBuilder.Sql("ALTER TABLE orders ENABLE ALWAYS TRIGGER \"~sync_status_status_new\";");
                migrationBuilder.Sql(
                    """
                    DO $grant$
                    DECLARE
                        part record;
                    BEGIN
                        FOR part IN SELECT p.privilege_type, CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS grantee, p.is_grantable
                            FROM pg_attribute AS c CROSS JOIN aclexplode(c.attacl) AS p WHERE c.attrelid = 'orders'::regclass AND c.attname = 'status' LOOP
                            EXECUTE format('GRANT %s (status_new) ON orders TO %s%s', part.privilege_type, part.grantee, CASE WHEN part.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
                        END LOOP;
                    END $grant$;
                    """);
                migrationBuilder.Sql(
                    """
                    DO $$
                    DECLARE
                        batch_first orders.id%TYPE;
                        batch_last orders.id%TYPE;
                    BEGIN
                        SELECT t.id INTO batch_first FROM orders AS t ORDER BY t.id LIMIT 1;
                        WHILE batch_first IS NOT NULL LOOP
                            SELECT b.id INTO batch_last
                            FROM (SELECT t.id FROM orders AS t WHERE t.id >= batch_first ORDER BY t.id LIMIT 5001) AS b
                            ORDER BY b.id DESC LIMIT 1;
                            UPDATE orders AS t SET status_new = (status::integer)
                            WHERE t.id >= batch_first AND t.id <= batch_last AND t.status_new IS NULL AND t.status IS NOT NULL;
                            COMMIT;
                            EXIT WHEN batch_last = batch_first;
                            batch_first := batch_last;
                        END LOOP;
                    END $$;
                    """,
                    suppressTransaction: true);
                migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_status_new;", suppressTransaction: true);
                migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_status_new ON orders (status_new);", suppressTransaction: true);
                migrationBuilder.Sql("ANALYZE orders (status_new);", suppressTransaction: true);
                migrationBuilder.Sql(
                    """
                    DROP TRIGGER "~sync_status_status_new" ON orders;
                    DROP FUNCTION sync_orders_status_status_new();
                    ALTER TABLE orders DROP COLUMN status;
                    ALTER TABLE orders RENAME COLUMN status_new TO status;
                    ALTER INDEX ix_orders_status_new RENAME TO ix_orders_status;
                    """);
                """",
            Down = StatusAsText,
            FailsBefore = "42804",
            InDocs = true,
        },
        new("DBM4003", "call, runtime")
        {
            Runtime = true,
            Earlier = Quantity,
            Rows = [QuantityRows],
            Up = StatusAsInteger.Replace("status", "quantity", StringComparison.Ordinal),
            After = """"
                migrationBuilder.ExpandColumnType(
                    name: "quantity",
                    table: "orders",
                    newType: "integer",
                    usingExpression: "quantity::integer");
                migrationBuilder.ContractColumnType(
                    name: "quantity",
                    table: "orders",
                    newType: "integer",
                    usingExpression: "quantity::integer");
                """",
            Down = StatusAsText.Replace("status", "quantity", StringComparison.Ordinal),
            FailsBefore = "42804",
            InDocs = true,
        },
        new("DBM4003", "SQL")
        {
            Earlier = Payload,
            Rows = [PayloadRows],
            Up = PayloadAsJson,
            After = """"
                migrationBuilder.Sql("""
                    DO $$
                    DECLARE
                        converted jsonb;
                    BEGIN
                        FOR converted IN SELECT (payload::jsonb) FROM orders LOOP
                        END LOOP;
                    END $$;
                    """, suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS payload_new jsonb;");
                migrationBuilder.Sql(
                    """
                    CREATE OR REPLACE FUNCTION sync_orders_payload_payload_new() RETURNS trigger LANGUAGE plpgsql AS $sync$
                    #variable_conflict use_column
                    BEGIN
                        NEW.payload_new := (SELECT (payload::jsonb) FROM (SELECT NEW.payload) AS given(payload));
                        RETURN NEW;
                    END
                    $sync$;
                    """);
                migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"~sync_payload_payload_new\" ON orders;");
                migrationBuilder.Sql("CREATE TRIGGER \"~sync_payload_payload_new\" BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION sync_orders_payload_payload_new();");
                migrationBuilder.Sql("ALTER TABLE orders ENABLE ALWAYS TRIGGER \"~sync_payload_payload_new\";");
                migrationBuilder.Sql(
                    """
                    DO $grant$
                    DECLARE
                        part record;
                    BEGIN
                        FOR part IN SELECT p.privilege_type, CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS grantee, p.is_grantable
                            FROM pg_attribute AS c CROSS JOIN aclexplode(c.attacl) AS p WHERE c.attrelid = 'orders'::regclass AND c.attname = 'payload' LOOP
                            EXECUTE format('GRANT %s (payload_new) ON orders TO %s%s', part.privilege_type, part.grantee, CASE WHEN part.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
                        END LOOP;
                    END $grant$;
                    """);
                migrationBuilder.Sql(
                    """
                    DO $$
                    DECLARE
                        batch_first orders.id%TYPE;
                        batch_last orders.id%TYPE;
                    BEGIN
                        SELECT t.id INTO batch_first FROM orders AS t ORDER BY t.id LIMIT 1;
                        WHILE batch_first IS NOT NULL LOOP
                            SELECT b.id INTO batch_last
                            FROM (SELECT t.id FROM orders AS t WHERE t.id >= batch_first ORDER BY t.id LIMIT 5001) AS b
                            ORDER BY b.id DESC LIMIT 1;
                            UPDATE orders AS t SET payload_new = (payload::jsonb)
                            WHERE t.id >= batch_first AND t.id <= batch_last AND t.payload_new IS NULL;
                            COMMIT;
                            EXIT WHEN batch_last = batch_first;
                            batch_first := batch_last;
                        END LOOP;
                    END $$;
                    """,
                    suppressTransaction: true);
                migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_payload_new;", suppressTransaction: true);
                migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_payload_new ON orders (user_id) WHERE payload_new IS NOT NULL;", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT IF EXISTS ck_orders_payload_new_not_null, ADD CONSTRAINT ck_orders_payload_new_not_null CHECK (payload_new IS NOT NULL) NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_payload_new_not_null;", suppressTransaction: true);
                migrationBuilder.Sql("ANALYZE orders (payload_new);", suppressTransaction: true);
                migrationBuilder.Sql(
                    """
                    DROP TRIGGER "~sync_payload_payload_new" ON orders;
                    DROP FUNCTION sync_orders_payload_payload_new();
                    ALTER TABLE orders DROP COLUMN payload;
                    ALTER TABLE orders RENAME COLUMN payload_new TO payload;
                    ALTER TABLE orders ALTER COLUMN payload SET NOT NULL;
                    ALTER TABLE orders DROP CONSTRAINT ck_orders_payload_new_not_null;
                    ALTER INDEX ix_orders_payload_new RENAME TO ix_orders_payload;
                    """);
                """",
            Down = PayloadAsText,
            FailsBefore = "42804",
        },
        new("DBM4003", "SQL, runtime")
        {
            Runtime = true,
            Earlier = """migrationBuilder.AddColumn<string>(name: "payload", table: "orders", type: "text", nullable: true);""",
            Rows = [PayloadRows],
            Up = PayloadAsJson,
            After = """"
                migrationBuilder.ExpandColumnType(
                    name: "payload",
                    table: "orders",
                    newType: "jsonb",
                    usingExpression: "payload::jsonb");
                migrationBuilder.ContractColumnType(
                    name: "payload",
                    table: "orders",
                    newType: "jsonb",
                    usingExpression: "payload::jsonb");
                """",
            Down = PayloadAsText,
            FailsBefore = "42804",
        },
        new("DBM4003", "call that does more")
        {
            Earlier = """migrationBuilder.AddColumn<string>(name: "weight", table: "orders", type: "text", nullable: true);""",
            Rows = ["UPDATE orders SET weight = id::text || '.5' WHERE id % 2 = 0"],
            Up = """
                migrationBuilder.AlterColumn<decimal>(
                    name: "weight",
                    table: "orders",
                    type: "numeric",
                    nullable: true,
                    comment: "In kilograms",
                    oldClrType: typeof(string),
                    oldType: "text",
                    oldNullable: true);
                """,
            After = """"
                migrationBuilder.Sql(
                    """
                    DO $$
                    DECLARE
                        converted numeric;
                    BEGIN
                        FOR converted IN SELECT (weight::numeric) FROM orders LOOP
                        END LOOP;
                    END $$;
                    """,
                    suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS weight_new numeric;");
                migrationBuilder.Sql(
                    """
                    CREATE OR REPLACE FUNCTION sync_orders_weight_weight_new() RETURNS trigger LANGUAGE plpgsql AS $sync$
                    #variable_conflict use_column
                    BEGIN
                        NEW.weight_new := (SELECT (weight::numeric) FROM (SELECT NEW.weight) AS given(weight));
                        RETURN NEW;
                    END
                    $sync$;
                    """);
                migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"~sync_weight_weight_new\" ON orders;");
                migrationBuilder.Sql("CREATE TRIGGER \"~sync_weight_weight_new\" BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION sync_orders_weight_weight_new();");
                migrationBuilder.Sql("ALTER TABLE orders ENABLE ALWAYS TRIGGER \"~sync_weight_weight_new\";");
                migrationBuilder.Sql(
                    """
                    DO $grant$
                    DECLARE
                        part record;
                    BEGIN
                        FOR part IN SELECT p.privilege_type, CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS grantee, p.is_grantable
                            FROM pg_attribute AS c CROSS JOIN aclexplode(c.attacl) AS p WHERE c.attrelid = 'orders'::regclass AND c.attname = 'weight' LOOP
                            EXECUTE format('GRANT %s (weight_new) ON orders TO %s%s', part.privilege_type, part.grantee, CASE WHEN part.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
                        END LOOP;
                    END $grant$;
                    """);
                migrationBuilder.Sql(
                    """
                    DO $$
                    DECLARE
                        batch_first orders.id%TYPE;
                        batch_last orders.id%TYPE;
                    BEGIN
                        SELECT t.id INTO batch_first FROM orders AS t ORDER BY t.id LIMIT 1;
                        WHILE batch_first IS NOT NULL LOOP
                            SELECT b.id INTO batch_last
                            FROM (SELECT t.id FROM orders AS t WHERE t.id >= batch_first ORDER BY t.id LIMIT 5001) AS b
                            ORDER BY b.id DESC LIMIT 1;
                            UPDATE orders AS t SET weight_new = (weight::numeric)
                            WHERE t.id >= batch_first AND t.id <= batch_last AND t.weight_new IS NULL AND t.weight IS NOT NULL;
                            COMMIT;
                            EXIT WHEN batch_last = batch_first;
                            batch_first := batch_last;
                        END LOOP;
                    END $$;
                    """,
                    suppressTransaction: true);
                migrationBuilder.Sql("ANALYZE orders (weight_new);", suppressTransaction: true);
                migrationBuilder.Sql(
                    """
                    DROP TRIGGER "~sync_weight_weight_new" ON orders;
                    DROP FUNCTION sync_orders_weight_weight_new();
                    ALTER TABLE orders DROP COLUMN weight;
                    ALTER TABLE orders RENAME COLUMN weight_new TO weight;
                    """);
                migrationBuilder.AlterColumn<decimal>(
                    name: "weight",
                    table: "orders",
                    type: "numeric",
                    nullable: true,
                    comment: "In kilograms",
                    oldClrType: typeof(decimal),
                    oldType: "numeric",
                    oldNullable: true);
                """",
            Down = """
                migrationBuilder.AlterColumn<string>(
                    name: "weight",
                    table: "orders",
                    type: "text",
                    nullable: true,
                    oldClrType: typeof(decimal),
                    oldType: "numeric",
                    oldNullable: true,
                    oldComment: "In kilograms");
                """,
            FailsBefore = "42804",
        },
        new("DBM4003", "beside another operation")
        {
            InOwnMigration = true,
            Earlier = """migrationBuilder.AddColumn<string>(name: "paid", table: "orders", type: "text", nullable: true);""",
            Rows = ["UPDATE orders SET paid = CASE id % 3 WHEN 0 THEN 'yes' WHEN 1 THEN 'off' END"],
            Up = """
                migrationBuilder.AddColumn<int>(name: "points", table: "users", type: "integer", nullable: true);
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN paid TYPE boolean");
                """,
            After = """migrationBuilder.AddColumn<int>(name: "points", table: "users", type: "integer", nullable: true);""",
            Down = """
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN paid TYPE text");
                migrationBuilder.DropColumn(name: "points", table: "users");
                """,
            DownAfter = """migrationBuilder.DropColumn(name: "points", table: "users");""",
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "AlterOrdersPaid",
                    """"
                    migrationBuilder.Sql("""
                        DO $$
                        DECLARE
                            converted boolean;
                        BEGIN
                            FOR converted IN SELECT (paid::boolean) FROM orders LOOP
                            END LOOP;
                        END $$;
                        """, suppressTransaction: true);
                    migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS paid_new boolean;");
                    migrationBuilder.Sql(
                        """
                        CREATE OR REPLACE FUNCTION sync_orders_paid_paid_new() RETURNS trigger LANGUAGE plpgsql AS $sync$
                        #variable_conflict use_column
                        BEGIN
                            NEW.paid_new := (SELECT (paid::boolean) FROM (SELECT NEW.paid) AS given(paid));
                            RETURN NEW;
                        END
                        $sync$;
                        """);
                    migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"~sync_paid_paid_new\" ON orders;");
                    migrationBuilder.Sql("CREATE TRIGGER \"~sync_paid_paid_new\" BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION sync_orders_paid_paid_new();");
                    migrationBuilder.Sql("ALTER TABLE orders ENABLE ALWAYS TRIGGER \"~sync_paid_paid_new\";");
                    migrationBuilder.Sql(
                        """
                        DO $grant$
                        DECLARE
                            part record;
                        BEGIN
                            FOR part IN SELECT p.privilege_type, CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS grantee, p.is_grantable
                                FROM pg_attribute AS c CROSS JOIN aclexplode(c.attacl) AS p WHERE c.attrelid = 'orders'::regclass AND c.attname = 'paid' LOOP
                                EXECUTE format('GRANT %s (paid_new) ON orders TO %s%s', part.privilege_type, part.grantee, CASE WHEN part.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
                            END LOOP;
                        END $grant$;
                        """);
                    migrationBuilder.Sql(
                        """
                        DO $$
                        DECLARE
                            batch_first orders.id%TYPE;
                            batch_last orders.id%TYPE;
                        BEGIN
                            SELECT t.id INTO batch_first FROM orders AS t ORDER BY t.id LIMIT 1;
                            WHILE batch_first IS NOT NULL LOOP
                                SELECT b.id INTO batch_last
                                FROM (SELECT t.id FROM orders AS t WHERE t.id >= batch_first ORDER BY t.id LIMIT 5001) AS b
                                ORDER BY b.id DESC LIMIT 1;
                                UPDATE orders AS t SET paid_new = (paid::boolean)
                                WHERE t.id >= batch_first AND t.id <= batch_last AND t.paid_new IS NULL AND t.paid IS NOT NULL;
                                COMMIT;
                                EXIT WHEN batch_last = batch_first;
                                batch_first := batch_last;
                            END LOOP;
                        END $$;
                        """,
                        suppressTransaction: true);
                    migrationBuilder.Sql("ANALYZE orders (paid_new);", suppressTransaction: true);
                    migrationBuilder.Sql(
                        """
                        DROP TRIGGER "~sync_paid_paid_new" ON orders;
                        DROP FUNCTION sync_orders_paid_paid_new();
                        ALTER TABLE orders DROP COLUMN paid;
                        ALTER TABLE orders RENAME COLUMN paid_new TO paid;
                        """);
                    """",
                    """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN paid TYPE text");"""),
            ],
            FailsBefore = "42804",
        },
        new("DBM4003", "small table")
        {
            Options = "migration_analyzers.small_tables = orders",
            Rows = [StatusRows],
            Up = StatusAsInteger,
            After = """
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN status TYPE integer USING status::integer;");
                """,
            Down = StatusAsText,
            FailsBefore = "42804",
            BlocksAfter = true,
            InDocs = true,
        },
        new("DBM4003", "table of the same migration")
        {
            Up = """
                migrationBuilder.Sql("CREATE TABLE notes (id bigint PRIMARY KEY, rank text)");
                migrationBuilder.AlterColumn<int>(
                    name: "rank",
                    table: "notes",
                    type: "integer",
                    nullable: true,
                    comment: "From 1",
                    oldClrType: typeof(string),
                    oldType: "text",
                    oldNullable: true);
                """,
            After = """"
                migrationBuilder.Sql("CREATE TABLE notes (id bigint PRIMARY KEY, rank text)");
                migrationBuilder.Sql("ALTER TABLE notes ALTER COLUMN rank TYPE integer USING rank::integer;");
                migrationBuilder.AlterColumn<int>(
                    name: "rank",
                    table: "notes",
                    type: "integer",
                    nullable: true,
                    comment: "From 1",
                    oldClrType: typeof(int),
                    oldType: "integer",
                    oldNullable: true);
                """",
            Down = """migrationBuilder.DropTable(name: "notes");""",
            FailsBefore = "42804",
        },
        new("DBM4003", "Down")
        {
            Earlier = """migrationBuilder.AddColumn<int>(name: "rank", table: "orders", type: "integer", nullable: true);""",
            Rows = ["UPDATE orders SET rank = id WHERE id % 2 = 0"],
            Up = """migrationBuilder.Sql("SELECT 1; ALTER TABLE orders ALTER COLUMN rank TYPE text");""",
            After = """migrationBuilder.Sql("SELECT 1; ALTER TABLE orders ALTER COLUMN rank TYPE text");""",
            Down = """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN rank TYPE integer");""",
            DownAfter = """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN rank TYPE integer USING rank::integer");""",
            FailsBefore = "42804",
            BlocksBefore = true,
            BlocksAfter = true,
        },
        new("DBM4003", "file")
        {
            SqlFile = """"
                CREATE TABLE notes (id bigint PRIMARY KEY, reference text);
                ALTER TABLE notes
                    ALTER COLUMN reference TYPE uuid, ADD COLUMN name text;
                """",
            SqlFileAfter = """"
                CREATE TABLE notes (id bigint PRIMARY KEY, reference text);
                ALTER TABLE notes
                    ALTER COLUMN reference TYPE uuid USING reference::uuid, ADD COLUMN name text;
                """",
            FailsBefore = "42804",
        },
    ];
}
