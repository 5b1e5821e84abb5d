namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Rewrite;

internal static class DBM2002Cases
{
    private const string Column = """migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN placed timestamp; ALTER TABLE orders ADD COLUMN \"Paid\" timestamptz");""";
    private const string Rows = "UPDATE orders SET placed = timestamp '2024-01-01' + id * interval '1 hour', \"Paid\" = timestamptz '2024-01-01 UTC' + id * interval '1 hour'";

    private const string Number = """
        migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN number integer NOT NULL DEFAULT 0");
        migrationBuilder.CreateIndex(name: "ix_orders_number", table: "orders", columns: new[] { "number", "user_id" });
        migrationBuilder.AddCheckConstraint(name: "ck_orders_number", table: "orders", sql: "number >= 0");
        """;

    private const string NumberRows = "UPDATE orders SET number = id * 2";

    private const string External = """migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN external_id text; CREATE INDEX ix_orders_external_id ON orders (external_id) WHERE external_id IS NOT NULL");""";

    private const string ExternalRows = "UPDATE orders SET external_id = md5(id::text) WHERE id % 2 = 0";

    private const string NumberAsBigint = """
        migrationBuilder.AlterColumn<long>(
            name: "number",
            table: "orders",
            type: "bigint",
            nullable: false,
            oldClrType: typeof(int),
            oldType: "integer");
        """;

    private const string NumberAsInteger = """
        migrationBuilder.AlterColumn<int>(
            name: "number",
            table: "orders",
            type: "integer",
            nullable: false,
            oldClrType: typeof(long),
            oldType: "bigint");
        """;

    public static IEnumerable<FixCase> All =>
    [
        new("DBM2002", "timestamp to timestamptz in UTC")
        {
            Earlier = Column,
            Rows = [Rows],
            Up = """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN placed TYPE timestamptz USING placed AT TIME ZONE 'UTC'");""",
            After = """
                migrationBuilder.Sql("SET LOCAL TimeZone = 'UTC';");
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN placed TYPE timestamptz");
                migrationBuilder.Sql("SET LOCAL TimeZone TO DEFAULT;");
                """,
            Down = """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN placed TYPE timestamp USING placed AT TIME ZONE 'UTC'");""",
            BlocksBefore = true,
            InDocs = true,
        },
        new("DBM2002", "call without a time zone")
        {
            Earlier = Column,
            Rows = [Rows],
            Up = """
                migrationBuilder.AlterColumn<DateTime>(
                    name: "Paid",
                    table: "orders",
                    type: "timestamp without time zone",
                    nullable: true,
                    oldClrType: typeof(DateTime),
                    oldType: "timestamp with time zone",
                    oldNullable: true);
                """,
            After = """
                migrationBuilder.Sql("SET LOCAL TimeZone = 'UTC';");
                migrationBuilder.AlterColumn<DateTime>(
                    name: "Paid",
                    table: "orders",
                    type: "timestamp without time zone",
                    nullable: true,
                    oldClrType: typeof(DateTime),
                    oldType: "timestamp with time zone",
                    oldNullable: true);
                migrationBuilder.Sql("SET LOCAL TimeZone TO DEFAULT;");
                """,
        },
        new("DBM2002", "integer to bigint")
        {
            Earlier = Number,
            Rows = [NumberRows, "GRANT SELECT (number) ON orders TO PUBLIC"],
            Question = "SELECT attacl::text FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'number'",
            Up = NumberAsBigint,
            After = """"
                migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS number_new bigint;");
                migrationBuilder.Sql(
                    """
                    CREATE OR REPLACE FUNCTION sync_orders_number_number_new() RETURNS trigger LANGUAGE plpgsql AS $sync$
                    BEGIN
                        NEW.number_new := NEW.number;
                        RETURN NEW;
                    END
                    $sync$;
                    """);
                migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"~sync_number_number_new\" ON orders;");
                migrationBuilder.Sql("CREATE TRIGGER \"~sync_number_number_new\" BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION sync_orders_number_number_new();");
                migrationBuilder.Sql("ALTER TABLE orders ENABLE ALWAYS TRIGGER \"~sync_number_number_new\";");
                migrationBuilder.Sql(
                    """
                    DO $grant$
                    DECLARE
                        part record;
                    BEGIN
                        FOR part IN SELECT p.privilege_type, CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS grantee, p.is_grantable
                            FROM pg_attribute AS c CROSS JOIN aclexplode(c.attacl) AS p WHERE c.attrelid = 'orders'::regclass AND c.attname = 'number' LOOP
                            EXECUTE format('GRANT %s (number_new) ON orders TO %s%s', part.privilege_type, part.grantee, CASE WHEN part.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
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
                            UPDATE orders AS t SET number_new = number
                            WHERE t.id >= batch_first AND t.id <= batch_last AND t.number_new IS NULL;
                            COMMIT;
                            EXIT WHEN batch_last = batch_first;
                            batch_first := batch_last;
                        END LOOP;
                    END $$;
                    """,
                    suppressTransaction: true);
                migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_number_new;", suppressTransaction: true);
                migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_number_new ON orders (number_new, user_id);", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT IF EXISTS ck_orders_number_new_not_null, ADD CONSTRAINT ck_orders_number_new_not_null CHECK (number_new IS NOT NULL) NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_number_new_not_null;", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT IF EXISTS ck_orders_number_new, ADD CONSTRAINT ck_orders_number_new CHECK (number_new >= 0) NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_number_new;", suppressTransaction: true);
                migrationBuilder.Sql("ANALYZE orders (number_new);", suppressTransaction: true);
                migrationBuilder.Sql(
                    """
                    DROP TRIGGER "~sync_number_number_new" ON orders;
                    DROP FUNCTION sync_orders_number_number_new();
                    ALTER TABLE orders DROP COLUMN number;
                    ALTER TABLE orders RENAME COLUMN number_new TO number;
                    ALTER TABLE orders ALTER COLUMN number SET NOT NULL;
                    ALTER TABLE orders DROP CONSTRAINT ck_orders_number_new_not_null;
                    ALTER TABLE orders ALTER COLUMN number SET DEFAULT 0;
                    ALTER INDEX ix_orders_number_new RENAME TO ix_orders_number;
                    ALTER TABLE orders RENAME CONSTRAINT ck_orders_number_new TO ck_orders_number;
                    """);
                """",
            Down = NumberAsInteger,
            BlocksBefore = true,
            InDocs = true,
        },
        new("DBM2002", "integer to bigint, runtime")
        {
            Runtime = true,
            Earlier = """
                migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN number integer NOT NULL DEFAULT 0");
                migrationBuilder.AddCheckConstraint(name: "ck_orders_number", table: "orders", sql: "number >= 0");
                """,
            Rows = [NumberRows],
            Up = NumberAsBigint,
            After = """
                migrationBuilder.ExpandColumnType(
                    name: "number",
                    table: "orders",
                    newType: "bigint");
                migrationBuilder.ContractColumnType(
                    name: "number",
                    table: "orders",
                    newType: "bigint");
                """,
            Down = NumberAsInteger,
            BlocksBefore = true,
            InDocs = true,
        },
        new("DBM2002", "text to uuid")
        {
            Earlier = External,
            Rows = [ExternalRows],
            Up = """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN external_id TYPE uuid USING external_id::uuid");""",
            After = """"
                migrationBuilder.Sql("""
                    DO $$
                    DECLARE
                        converted uuid;
                    BEGIN
                        FOR converted IN SELECT (external_id::uuid) FROM orders LOOP
                        END LOOP;
                    END $$;
                    """, suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS external_id_new uuid;");
                migrationBuilder.Sql(
                    """
                    CREATE OR REPLACE FUNCTION sync_orders_external_id_external_id_new() RETURNS trigger LANGUAGE plpgsql AS $sync$
                    #variable_conflict use_column
                    BEGIN
                        NEW.external_id_new := (SELECT (external_id::uuid) FROM (SELECT NEW.external_id) AS given(external_id));
                        RETURN NEW;
                    END
                    $sync$;
                    """);
                migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"~sync_external_id_external_id_new\" ON orders;");
                migrationBuilder.Sql("CREATE TRIGGER \"~sync_external_id_external_id_new\" BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION sync_orders_external_id_external_id_new();");
                migrationBuilder.Sql("ALTER TABLE orders ENABLE ALWAYS TRIGGER \"~sync_external_id_external_id_new\";");
                migrationBuilder.Sql(
                    """
                    DO $grant$
                    DECLARE
                        part record;
                    BEGIN
                        FOR part IN SELECT p.privilege_type, CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS grantee, p.is_grantable
                            FROM pg_attribute AS c CROSS JOIN aclexplode(c.attacl) AS p WHERE c.attrelid = 'orders'::regclass AND c.attname = 'external_id' LOOP
                            EXECUTE format('GRANT %s (external_id_new) ON orders TO %s%s', part.privilege_type, part.grantee, CASE WHEN part.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
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
                            UPDATE orders AS t SET external_id_new = (external_id::uuid)
                            WHERE t.id >= batch_first AND t.id <= batch_last AND t.external_id_new IS NULL AND t.external_id IS NOT NULL;
                            COMMIT;
                            EXIT WHEN batch_last = batch_first;
                            batch_first := batch_last;
                        END LOOP;
                    END $$;
                    """,
                    suppressTransaction: true);
                migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_external_id_new;", suppressTransaction: true);
                migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_external_id_new ON orders (external_id_new) WHERE external_id_new IS NOT NULL;", suppressTransaction: true);
                migrationBuilder.Sql("ANALYZE orders (external_id_new);", suppressTransaction: true);
                migrationBuilder.Sql(
                    """
                    DROP TRIGGER "~sync_external_id_external_id_new" ON orders;
                    DROP FUNCTION sync_orders_external_id_external_id_new();
                    ALTER TABLE orders DROP COLUMN external_id;
                    ALTER TABLE orders RENAME COLUMN external_id_new TO external_id;
                    ALTER INDEX ix_orders_external_id_new RENAME TO ix_orders_external_id;
                    """);
                """",
            Down = """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN external_id TYPE text USING replace(external_id::text, '-', '')");""",
            BlocksBefore = true,
        },
        new("DBM2002", "text to uuid, runtime")
        {
            Runtime = true,
            Earlier = """migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN external_id text");""",
            Rows = [ExternalRows],
            Up = """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN external_id TYPE uuid USING external_id::uuid");""",
            After = """
                migrationBuilder.ExpandColumnType(
                    name: "external_id",
                    table: "orders",
                    newType: "uuid",
                    usingExpression: "external_id::uuid");
                migrationBuilder.ContractColumnType(
                    name: "external_id",
                    table: "orders",
                    newType: "uuid",
                    usingExpression: "external_id::uuid");
                """,
            Down = """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN external_id TYPE text USING replace(external_id::text, '-', '')");""",
            BlocksBefore = true,
        },
        new("DBM2002", "json to jsonb and back, both checked")
        {
            Options = "migration_analyzers.check_down = true",
            Earlier = """migrationBuilder.AddColumn<string>(name: "Payload", table: "orders", type: "json", nullable: true);""",
            Rows = ["UPDATE orders SET \"Payload\" = json_build_object('id', id) WHERE id % 2 = 0"],
            Up = """
                migrationBuilder.AlterColumn<string>(
                    name: "Payload",
                    table: "orders",
                    type: "jsonb",
                    nullable: true,
                    oldClrType: typeof(string),
                    oldType: "json",
                    oldNullable: true);
                """,
            After = """"
                migrationBuilder.Sql(
                    """
                    DO $$
                    DECLARE
                        converted jsonb;
                    BEGIN
                        FOR converted IN SELECT "Payload" FROM orders LOOP
                        END LOOP;
                    END $$;
                    """,
                    suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS \"Payload_new\" jsonb;");
                migrationBuilder.Sql(
                    """
                    CREATE OR REPLACE FUNCTION "sync_orders_Payload_Payload_new"() RETURNS trigger LANGUAGE plpgsql AS $sync$
                    BEGIN
                        NEW."Payload_new" := NEW."Payload";
                        RETURN NEW;
                    END
                    $sync$;
                    """);
                migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"~sync_Payload_Payload_new\" ON orders;");
                migrationBuilder.Sql("CREATE TRIGGER \"~sync_Payload_Payload_new\" BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION \"sync_orders_Payload_Payload_new\"();");
                migrationBuilder.Sql("ALTER TABLE orders ENABLE ALWAYS TRIGGER \"~sync_Payload_Payload_new\";");
                migrationBuilder.Sql(
                    """
                    DO $grant$
                    DECLARE
                        part record;
                    BEGIN
                        FOR part IN SELECT p.privilege_type, CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS grantee, p.is_grantable
                            FROM pg_attribute AS c CROSS JOIN aclexplode(c.attacl) AS p WHERE c.attrelid = 'orders'::regclass AND c.attname = 'Payload' LOOP
                            EXECUTE format('GRANT %s ("Payload_new") ON orders TO %s%s', part.privilege_type, part.grantee, CASE WHEN part.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
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
                            UPDATE orders AS t SET "Payload_new" = "Payload"
                            WHERE t.id >= batch_first AND t.id <= batch_last AND t."Payload_new" IS NULL AND t."Payload" IS NOT NULL;
                            COMMIT;
                            EXIT WHEN batch_last = batch_first;
                            batch_first := batch_last;
                        END LOOP;
                    END $$;
                    """,
                    suppressTransaction: true);
                migrationBuilder.Sql("ANALYZE orders (\"Payload_new\");", suppressTransaction: true);
                migrationBuilder.Sql(
                    """
                    DROP TRIGGER "~sync_Payload_Payload_new" ON orders;
                    DROP FUNCTION "sync_orders_Payload_Payload_new"();
                    ALTER TABLE orders DROP COLUMN "Payload";
                    ALTER TABLE orders RENAME COLUMN "Payload_new" TO "Payload";
                    """);
                """",
            Down = """
                migrationBuilder.AlterColumn<string>(
                    name: "Payload",
                    table: "orders",
                    type: "json",
                    nullable: true,
                    oldClrType: typeof(string),
                    oldType: "jsonb",
                    oldNullable: true);
                """,
            DownAfter = """"
                migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS \"Payload_new\" json;");
                migrationBuilder.Sql(
                    """
                    CREATE OR REPLACE FUNCTION "sync_orders_Payload_Payload_new"() RETURNS trigger LANGUAGE plpgsql AS $sync$
                    BEGIN
                        NEW."Payload_new" := NEW."Payload";
                        RETURN NEW;
                    END
                    $sync$;
                    """);
                migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"~sync_Payload_Payload_new\" ON orders;");
                migrationBuilder.Sql("CREATE TRIGGER \"~sync_Payload_Payload_new\" BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION \"sync_orders_Payload_Payload_new\"();");
                migrationBuilder.Sql("ALTER TABLE orders ENABLE ALWAYS TRIGGER \"~sync_Payload_Payload_new\";");
                migrationBuilder.Sql(
                    """
                    DO $grant$
                    DECLARE
                        part record;
                    BEGIN
                        FOR part IN SELECT p.privilege_type, CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS grantee, p.is_grantable
                            FROM pg_attribute AS c CROSS JOIN aclexplode(c.attacl) AS p WHERE c.attrelid = 'orders'::regclass AND c.attname = 'Payload' LOOP
                            EXECUTE format('GRANT %s ("Payload_new") ON orders TO %s%s', part.privilege_type, part.grantee, CASE WHEN part.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
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
                            UPDATE orders AS t SET "Payload_new" = "Payload"
                            WHERE t.id >= batch_first AND t.id <= batch_last AND t."Payload_new" IS NULL AND t."Payload" IS NOT NULL;
                            COMMIT;
                            EXIT WHEN batch_last = batch_first;
                            batch_first := batch_last;
                        END LOOP;
                    END $$;
                    """,
                    suppressTransaction: true);
                migrationBuilder.Sql("ANALYZE orders (\"Payload_new\");", suppressTransaction: true);
                migrationBuilder.Sql(
                    """
                    DROP TRIGGER "~sync_Payload_Payload_new" ON orders;
                    DROP FUNCTION "sync_orders_Payload_Payload_new"();
                    ALTER TABLE orders DROP COLUMN "Payload";
                    ALTER TABLE orders RENAME COLUMN "Payload_new" TO "Payload";
                    """);
                """",
            BlocksBefore = true,
        },
        new("DBM2002", "integer to bigint and back, both checked, runtime")
        {
            Runtime = true,
            Options = "migration_analyzers.check_down = true",
            Earlier = """migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN number integer NOT NULL DEFAULT 0");""",
            Rows = [NumberRows],
            Up = NumberAsBigint,
            After = """"
                migrationBuilder.ExpandColumnType(
                    name: "number",
                    table: "orders",
                    newType: "bigint");
                migrationBuilder.ContractColumnType(
                    name: "number",
                    table: "orders",
                    newType: "bigint");
                """",
            Down = NumberAsInteger,
            DownAfter = """"
                migrationBuilder.ExpandColumnType(
                    name: "number",
                    table: "orders",
                    newType: "integer");
                migrationBuilder.ContractColumnType(
                    name: "number",
                    table: "orders",
                    newType: "integer");
                """",
            BlocksBefore = true,
        },
        new("DBM2002", "integer to bigint with a foreign key and a new comment")
        {
            Earlier = """
                migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN buyer integer");
                migrationBuilder.AddForeignKey(name: "fk_orders_buyer", table: "orders", column: "buyer", principalTable: "users", principalColumn: "id", onDelete: ReferentialAction.SetNull);
                """,
            Rows = ["UPDATE orders SET buyer = user_id WHERE id % 4 > 0"],
            Up = """
                migrationBuilder.AlterColumn<long>(
                    name: "buyer",
                    table: "orders",
                    type: "bigint",
                    nullable: true,
                    comment: "Who pays",
                    oldClrType: typeof(int),
                    oldType: "integer",
                    oldNullable: true);
                """,
            After = """"
                migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS buyer_new bigint;");
                migrationBuilder.Sql(
                    """
                    CREATE OR REPLACE FUNCTION sync_orders_buyer_buyer_new() RETURNS trigger LANGUAGE plpgsql AS $sync$
                    BEGIN
                        NEW.buyer_new := NEW.buyer;
                        RETURN NEW;
                    END
                    $sync$;
                    """);
                migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"~sync_buyer_buyer_new\" ON orders;");
                migrationBuilder.Sql("CREATE TRIGGER \"~sync_buyer_buyer_new\" BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION sync_orders_buyer_buyer_new();");
                migrationBuilder.Sql("ALTER TABLE orders ENABLE ALWAYS TRIGGER \"~sync_buyer_buyer_new\";");
                migrationBuilder.Sql(
                    """
                    DO $grant$
                    DECLARE
                        part record;
                    BEGIN
                        FOR part IN SELECT p.privilege_type, CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS grantee, p.is_grantable
                            FROM pg_attribute AS c CROSS JOIN aclexplode(c.attacl) AS p WHERE c.attrelid = 'orders'::regclass AND c.attname = 'buyer' LOOP
                            EXECUTE format('GRANT %s (buyer_new) ON orders TO %s%s', part.privilege_type, part.grantee, CASE WHEN part.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
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
                            UPDATE orders AS t SET buyer_new = buyer
                            WHERE t.id >= batch_first AND t.id <= batch_last AND t.buyer_new IS NULL AND t.buyer IS NOT NULL;
                            COMMIT;
                            EXIT WHEN batch_last = batch_first;
                            batch_first := batch_last;
                        END LOOP;
                    END $$;
                    """,
                    suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT IF EXISTS fk_orders_buyer_new, ADD CONSTRAINT fk_orders_buyer_new FOREIGN KEY (buyer_new) REFERENCES users (id) ON DELETE SET NULL NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_buyer_new;", suppressTransaction: true);
                migrationBuilder.Sql("ANALYZE orders (buyer_new);", suppressTransaction: true);
                migrationBuilder.Sql(
                    """
                    DROP TRIGGER "~sync_buyer_buyer_new" ON orders;
                    DROP FUNCTION sync_orders_buyer_buyer_new();
                    ALTER TABLE orders DROP COLUMN buyer;
                    ALTER TABLE orders RENAME COLUMN buyer_new TO buyer;
                    ALTER TABLE orders RENAME CONSTRAINT fk_orders_buyer_new TO fk_orders_buyer;
                    """);
                migrationBuilder.AlterColumn<long>(
                    name: "buyer",
                    table: "orders",
                    type: "bigint",
                    nullable: true,
                    comment: "Who pays",
                    oldClrType: typeof(long),
                    oldType: "bigint",
                    oldNullable: true);
                """",
            Down = """
                migrationBuilder.AlterColumn<int>(
                    name: "buyer",
                    table: "orders",
                    type: "integer",
                    nullable: true,
                    oldClrType: typeof(long),
                    oldType: "bigint",
                    oldNullable: true,
                    oldComment: "Who pays");
                """,
            BlocksBefore = true,
        },
        new("DBM2002", "text to varchar with another default, runtime")
        {
            Runtime = true,
            Earlier = """migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true, defaultValue: "none");""",
            Rows = ["UPDATE orders SET note = 'n' || id"],
            Up = """
                migrationBuilder.AlterColumn<string>(
                    name: "note",
                    table: "orders",
                    type: "character varying(20)",
                    maxLength: 20,
                    nullable: true,
                    defaultValue: "",
                    oldClrType: typeof(string),
                    oldType: "text",
                    oldNullable: true,
                    oldDefaultValue: "none");
                """,
            After = """
                migrationBuilder.ExpandColumnType(
                    name: "note",
                    table: "orders",
                    newType: "character varying(20)");
                migrationBuilder.ContractColumnType(
                    name: "note",
                    table: "orders",
                    newType: "character varying(20)");
                migrationBuilder.AlterColumn<string>(
                    name: "note",
                    table: "orders",
                    type: "character varying(20)",
                    maxLength: 20,
                    nullable: true,
                    defaultValue: "",
                    oldClrType: typeof(string),
                    oldType: "character varying(20)",
                    oldNullable: true,
                    oldDefaultValue: "none");
                """,
            Down = """
                migrationBuilder.AlterColumn<string>(
                    name: "note",
                    table: "orders",
                    type: "text",
                    nullable: true,
                    defaultValue: "none",
                    oldClrType: typeof(string),
                    oldType: "character varying(20)",
                    oldMaxLength: 20,
                    oldNullable: true,
                    oldDefaultValue: "");
                """,
            BlocksBefore = true,
        },
    ];
}
