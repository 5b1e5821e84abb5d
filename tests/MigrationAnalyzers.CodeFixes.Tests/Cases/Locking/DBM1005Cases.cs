namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Locking;

internal static class DBM1005Cases
{
    private const string NoNulls = "UPDATE users SET email = 'nobody' WHERE email IS NULL";

    public static IEnumerable<FixCase> All =>
    [
        new("DBM1005", "default of a call")
        {
            Up = """
                migrationBuilder.AlterColumn<string>(
                    name: "status",
                    table: "orders",
                    type: "text",
                    nullable: false,
                    defaultValue: "",
                    oldClrType: typeof(string),
                    oldType: "text",
                    oldNullable: true);
                """,
            After = """"
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN status SET DEFAULT '';");
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
                            UPDATE orders AS t SET status = ''
                            WHERE t.id >= batch_first AND t.id <= batch_last AND t.status IS NULL;
                            COMMIT;
                            EXIT WHEN batch_last = batch_first;
                            batch_first := batch_last;
                        END LOOP;
                    END $$;
                    """,
                    suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT IF EXISTS ck_orders_status_not_null, ADD CONSTRAINT ck_orders_status_not_null CHECK (status IS NOT NULL) NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_status_not_null;", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN status SET NOT NULL;");
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT ck_orders_status_not_null;");
                """",
            BlocksBefore = true,
        },
        new("DBM1005", "default of a call beside other operations")
        {
            InOwnMigration = true,
            Up = """
                migrationBuilder.AddColumn<string>(name: "code", table: "orders", type: "text", nullable: true);

                migrationBuilder.AlterColumn<string>(
                    name: "status",
                    table: "orders",
                    type: "text",
                    nullable: false,
                    defaultValue: "",
                    oldClrType: typeof(string),
                    oldType: "text",
                    oldNullable: true);

                migrationBuilder.AddColumn<string>(name: "phone", table: "users", type: "text", nullable: true);
                """,
            Down = """
                migrationBuilder.DropColumn(name: "code", table: "orders");

                migrationBuilder.DropColumn(name: "phone", table: "users");

                migrationBuilder.AlterColumn<string>(
                    name: "status",
                    table: "orders",
                    type: "text",
                    nullable: true,
                    oldClrType: typeof(string),
                    oldType: "text",
                    oldDefaultValue: "");
                """,
            After = """
                migrationBuilder.AddColumn<string>(name: "code", table: "orders", type: "text", nullable: true);

                migrationBuilder.AddColumn<string>(name: "phone", table: "users", type: "text", nullable: true);
                """,
            DownAfter = """
                migrationBuilder.DropColumn(name: "code", table: "orders");

                migrationBuilder.DropColumn(name: "phone", table: "users");
                """,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "RequireOrdersStatus",
                    """"
                    migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN status SET DEFAULT '';");
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
                                UPDATE orders AS t SET status = ''
                                WHERE t.id >= batch_first AND t.id <= batch_last AND t.status IS NULL;
                                COMMIT;
                                EXIT WHEN batch_last = batch_first;
                                batch_first := batch_last;
                            END LOOP;
                        END $$;
                        """,
                        suppressTransaction: true);
                    migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT IF EXISTS ck_orders_status_not_null, ADD CONSTRAINT ck_orders_status_not_null CHECK (status IS NOT NULL) NOT VALID;");
                    migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_status_not_null;", suppressTransaction: true);
                    migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN status SET NOT NULL;");
                    migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT ck_orders_status_not_null;");
                    """",
                    """
                    migrationBuilder.AlterColumn<string>(
                        name: "status",
                        table: "orders",
                        type: "text",
                        nullable: true,
                        oldClrType: typeof(string),
                        oldType: "text",
                        oldDefaultValue: "");
                    """),
            ],
            BlocksBefore = true,
        },
        new("DBM1005", "default of a call, runtime")
        {
            Runtime = true,
            Up = """
                migrationBuilder.AlterColumn<string>(
                    name: "status",
                    table: "orders",
                    type: "text",
                    nullable: false,
                    defaultValue: "",
                    oldClrType: typeof(string),
                    oldType: "text",
                    oldNullable: true);
                """,
            After = """
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN status SET DEFAULT '';");
                migrationBuilder.SetNotNullSafely(
                    column: "status",
                    table: "orders",
                    backfillSql: "''");
                """,
            BlocksBefore = true,
        },
        new("DBM1005", "call without a default")
        {
            Up = """
                migrationBuilder.AlterColumn<string>(name: "email", table: "users", type: "text", nullable: false, oldClrType: typeof(string), oldType: "text", oldNullable: true);
                """,
            After = """
                migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT IF EXISTS ck_users_email_not_null, ADD CONSTRAINT ck_users_email_not_null CHECK (email IS NOT NULL) NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE users VALIDATE CONSTRAINT ck_users_email_not_null;", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE users ALTER COLUMN email SET NOT NULL;");
                migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT ck_users_email_not_null;");
                """,
            Rows = [NoNulls],
            BlocksBefore = true,
        },
        new("DBM1005", "statement")
        {
            Up = """
                migrationBuilder.Sql("ALTER TABLE users ADD COLUMN IF NOT EXISTS age int; ALTER TABLE users ALTER email SET NOT NULL, ADD COLUMN name text;");
                """,
            After = """
                migrationBuilder.Sql("ALTER TABLE users ADD COLUMN IF NOT EXISTS age int;");
                migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT IF EXISTS ck_users_email_not_null, ADD CONSTRAINT ck_users_email_not_null CHECK (email IS NOT NULL) NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE users VALIDATE CONSTRAINT ck_users_email_not_null;", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE users ALTER email SET NOT NULL, ADD COLUMN name text;");
                migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT ck_users_email_not_null;");
                """,
            Down = """migrationBuilder.Sql("ALTER TABLE users DROP COLUMN age, DROP COLUMN name, ALTER email DROP NOT NULL;");""",
            Rows = [NoNulls],
            BlocksBefore = true,
        },
        new("DBM1005", "two columns of a statement")
        {
            Up = """
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN user_id SET NOT NULL, ALTER COLUMN status SET NOT NULL");
                """,
            After = """
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT IF EXISTS ck_orders_user_id_status_not_null, ADD CONSTRAINT ck_orders_user_id_status_not_null CHECK (user_id IS NOT NULL AND status IS NOT NULL) NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_user_id_status_not_null;", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN user_id SET NOT NULL, ALTER COLUMN status SET NOT NULL;");
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT ck_orders_user_id_status_not_null;");
                """,
            Rows = ["UPDATE orders SET status = 'done' WHERE status IS NULL"],
            BlocksBefore = true,
        },
        new("DBM1005", "statement, runtime")
        {
            Runtime = true,
            Up = """migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ALTER COLUMN \"Note\" SET NOT NULL");""",
            After = """
                migrationBuilder.SetNotNullSafely(
                    column: "Note",
                    table: "Order Lines",
                    schema: "Sales");
                """,
            Earlier = """migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ADD COLUMN \"Note\" text");""",
            Rows = ["""UPDATE "Sales"."Order Lines" SET "Note" = ''"""],
            BlocksBefore = true,
        },
        new("DBM1005", "constraint")
        {
            Up = """migrationBuilder.Sql("ALTER TABLE users ADD CONSTRAINT users_email NOT NULL email");""",
            After = """
                migrationBuilder.Sql("ALTER TABLE users ADD CONSTRAINT users_email NOT NULL email NOT VALID");
                migrationBuilder.Sql("ALTER TABLE users VALIDATE CONSTRAINT users_email;", suppressTransaction: true);
                """,
            Rows = [NoNulls],
            OldestMajor = 18,
            BlocksBefore = true,
        },
        new("DBM1005", "file")
        {
            SqlFile = "ALTER TABLE users ALTER COLUMN email SET NOT NULL",
            SqlFileAfter = """
                ALTER TABLE users DROP CONSTRAINT IF EXISTS ck_users_email_not_null, ADD CONSTRAINT ck_users_email_not_null CHECK (email IS NOT NULL) NOT VALID;
                ALTER TABLE users VALIDATE CONSTRAINT ck_users_email_not_null;
                ALTER TABLE users ALTER COLUMN email SET NOT NULL;
                ALTER TABLE users DROP CONSTRAINT ck_users_email_not_null;
                """,
            Rows = [NoNulls],
            BlocksBefore = true,
        },
    ];
}
