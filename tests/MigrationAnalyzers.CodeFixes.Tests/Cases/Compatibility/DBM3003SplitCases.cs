using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

/// <summary>Columns that take the place of others.</summary>
internal static class DBM3003SplitCases
{
    public static ImmutableArray<FixCase> All { get; } =
    [
        new("DBM3003", "split column")
        {
            Earlier = """migrationBuilder.Sql("ANALYZE users");""",
            OtherFiles = [NewFile.Designer("20240101120000_Earlier", Users("email")), NewFile.Designer("20240102000000_Change", Users("mailbox", "domain"))],
            Up = """
                migrationBuilder.AddColumn<string>(name: "mailbox", table: "users", type: "text", nullable: true);

                migrationBuilder.AddColumn<string>(name: "domain", table: "users", type: "text", nullable: true);

                migrationBuilder.Sql("UPDATE users SET mailbox = split_part(email, '@', 1), domain = split_part(email, '@', 2)");

                migrationBuilder.DropColumn(name: "email", table: "users");
                """,
            Down = """
                migrationBuilder.AddColumn<string>(name: "email", table: "users", type: "text", nullable: true);

                migrationBuilder.Sql("UPDATE users SET email = mailbox || '@' || domain");

                migrationBuilder.DropColumn(name: "domain", table: "users");

                migrationBuilder.DropColumn(name: "mailbox", table: "users");
                """,
            After = """"
                migrationBuilder.AddColumn<string>(name: "mailbox", table: "users", type: "text", nullable: true);

                migrationBuilder.AddColumn<string>(name: "domain", table: "users", type: "text", nullable: true);

                migrationBuilder.Sql(
                    """
                    CREATE OR REPLACE FUNCTION sync_users_email_mailbox_domain() RETURNS trigger LANGUAGE plpgsql AS $sync$
                    #variable_conflict use_column
                    DECLARE
                        start users%ROWTYPE;
                        by_old_version boolean;
                        by_new_version boolean;
                    BEGIN
                        by_old_version := pg_catalog.record_image_ne(ROW(NEW.email), ROW(OLD.email));
                        by_new_version := pg_catalog.record_image_ne(ROW(NEW.mailbox, NEW.domain), ROW(OLD.mailbox, OLD.domain));
                        IF by_old_version AND NOT by_new_version THEN
                            SELECT split_part(email, '@', 1), split_part(email, '@', 2) INTO NEW.mailbox, NEW.domain
                            FROM (SELECT NEW.email) AS users;
                        ELSIF by_new_version AND NOT by_old_version
                            AND (pg_catalog.record_image_eq(ROW(NEW.email), ROW(start.email))
                                OR pg_catalog.record_image_ne(ROW(OLD.mailbox, OLD.domain), ROW(start.mailbox, start.domain))) THEN
                            SELECT mailbox || '@' || domain INTO NEW.email
                            FROM (SELECT NEW.mailbox, NEW.domain) AS users;
                        END IF;
                        RETURN NEW;
                    END
                    $sync$;
                    """);

                migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"~sync_email_mailbox_domain\" ON users;");

                migrationBuilder.Sql("CREATE TRIGGER \"~sync_email_mailbox_domain\" BEFORE INSERT OR UPDATE OF email, mailbox, domain ON users FOR EACH ROW EXECUTE FUNCTION sync_users_email_mailbox_domain();");

                migrationBuilder.Sql("ALTER TABLE users ENABLE ALWAYS TRIGGER \"~sync_email_mailbox_domain\";");

                migrationBuilder.Sql("UPDATE users SET mailbox = split_part(email, '@', 1), domain = split_part(email, '@', 2)");
                """",
            DownAfter = """
                migrationBuilder.Sql("DROP TRIGGER \"~sync_email_mailbox_domain\" ON users;");

                migrationBuilder.Sql("DROP FUNCTION sync_users_email_mailbox_domain();");

                migrationBuilder.DropColumn(name: "domain", table: "users");

                migrationBuilder.DropColumn(name: "mailbox", table: "users");
                """,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    """
                    migrationBuilder.Sql("DROP TRIGGER \"~sync_email_mailbox_domain\" ON users;");

                    migrationBuilder.Sql("DROP FUNCTION sync_users_email_mailbox_domain();");

                    migrationBuilder.DropColumn(name: "email", table: "users");
                    """,
                    """"
                    migrationBuilder.AddColumn<string>(name: "email", table: "users", type: "text", nullable: true);

                    migrationBuilder.Sql("UPDATE users SET email = mailbox || '@' || domain");

                    migrationBuilder.Sql(
                        """
                        CREATE OR REPLACE FUNCTION sync_users_email_mailbox_domain() RETURNS trigger LANGUAGE plpgsql AS $sync$
                        #variable_conflict use_column
                        DECLARE
                            start users%ROWTYPE;
                            by_old_version boolean;
                            by_new_version boolean;
                        BEGIN
                            by_old_version := pg_catalog.record_image_ne(ROW(NEW.email), ROW(OLD.email));
                            by_new_version := pg_catalog.record_image_ne(ROW(NEW.mailbox, NEW.domain), ROW(OLD.mailbox, OLD.domain));
                            IF by_old_version AND NOT by_new_version THEN
                                SELECT split_part(email, '@', 1), split_part(email, '@', 2) INTO NEW.mailbox, NEW.domain
                                FROM (SELECT NEW.email) AS users;
                            ELSIF by_new_version AND NOT by_old_version
                                AND (pg_catalog.record_image_eq(ROW(NEW.email), ROW(start.email))
                                    OR pg_catalog.record_image_ne(ROW(OLD.mailbox, OLD.domain), ROW(start.mailbox, start.domain))) THEN
                                SELECT mailbox || '@' || domain INTO NEW.email
                                FROM (SELECT NEW.mailbox, NEW.domain) AS users;
                            END IF;
                            RETURN NEW;
                        END
                        $sync$;
                        """);

                    migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"~sync_email_mailbox_domain\" ON users;");

                    migrationBuilder.Sql("CREATE TRIGGER \"~sync_email_mailbox_domain\" BEFORE INSERT OR UPDATE OF email, mailbox, domain ON users FOR EACH ROW EXECUTE FUNCTION sync_users_email_mailbox_domain();");

                    migrationBuilder.Sql("ALTER TABLE users ENABLE ALWAYS TRIGGER \"~sync_email_mailbox_domain\";");
                    """"),
                NewFile.Designer("20240102000005_ChangeContract", Users("mailbox", "domain")),
            ],
            WhileBothRun =
            [
                ("INSERT INTO users (id, email) VALUES (901, 'a@old') RETURNING mailbox || ' ' || domain", "a old"),
                ("INSERT INTO users (id, mailbox, domain) VALUES (902, 'b', 'new') RETURNING email", "b@new"),
                ("INSERT INTO users (id) VALUES (903) RETURNING num_nulls(email, mailbox, domain)", "3"),
                ("INSERT INTO users (id, email, mailbox, domain) VALUES (904, 'x@y', 'v', 'w') RETURNING email || mailbox || domain", "x@yvw"),
                ("UPDATE users SET email = 'c@older' WHERE id = 902 RETURNING mailbox || ' ' || domain", "c older"),
                ("UPDATE users SET domain = 'newer' WHERE id = 901 RETURNING email", "a@newer"),
                ("UPDATE users SET email = 'first@x' WHERE id = 903 RETURNING mailbox || ' ' || domain", "first x"),
                ("UPDATE users SET email = NULL WHERE id = 902 RETURNING num_nulls(mailbox, domain)", "2"),
                ("INSERT INTO users (id, email) VALUES (902, 'd@again') ON CONFLICT (id) DO UPDATE SET email = EXCLUDED.email RETURNING mailbox || ' ' || domain", "d again"),
                ("UPDATE users SET email = email, id = 905 WHERE id = 904 RETURNING mailbox || domain", "vw"),
                ("SELECT count(*) FROM users WHERE email = mailbox || '@' || domain AND id <= 200", "200"),
                ("DELETE FROM users WHERE id > 900", null),
            ],
            BecomesSuggestion = true,
            InDocs = true,
        },
        new("DBM3003", "split required column whose Down does not know how to put it together")
        {
            Earlier = """migrationBuilder.Sql("ANALYZE orders");""",
            OtherFiles = [NewFile.Designer("20240101120000_Earlier", Orders("total")), NewFile.Designer("20240102000000_Change", Orders("units", "cents"))],
            Up = """
                migrationBuilder.AddColumn<long>(name: "units", table: "orders", type: "bigint", nullable: true);
                migrationBuilder.AddColumn<int>(name: "cents", table: "orders", type: "integer", nullable: false, defaultValue: 0);
                migrationBuilder.Sql("UPDATE orders AS o SET units = trunc(o.total), cents = (total - trunc(total)) * 100 WHERE units IS NULL AND total >= 1 AND o.total < 1000000");
                migrationBuilder.DropColumn(name: "total", table: "orders");
                """,
            Down = """
                migrationBuilder.AddColumn<decimal>(name: "total", table: "orders", type: "numeric", nullable: false, defaultValue: 0m);
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN total DROP DEFAULT");
                migrationBuilder.DropColumn(name: "cents", table: "orders");
                migrationBuilder.DropColumn(name: "units", table: "orders");
                """,
            After = """"
                migrationBuilder.AddColumn<long>(name: "units", table: "orders", type: "bigint", nullable: true);
                migrationBuilder.AddColumn<int>(name: "cents", table: "orders", type: "integer", nullable: false, defaultValue: 0);
                migrationBuilder.Sql(
                    """
                    CREATE OR REPLACE FUNCTION sync_orders_total_units_cents() RETURNS trigger LANGUAGE plpgsql AS $sync$
                    #variable_conflict use_column
                    BEGIN
                        IF TG_OP = 'INSERT' THEN
                            OLD.total := 0;
                            OLD.cents := 0;
                        END IF;
                        IF pg_catalog.record_image_ne(ROW(NEW.total), ROW(OLD.total))
                            AND pg_catalog.record_image_eq(ROW(NEW.units, NEW.cents), ROW(OLD.units, OLD.cents)) THEN
                            SELECT trunc(o.total), coalesce((total - trunc(total)) * 100, 0) INTO NEW.units, NEW.cents
                            FROM (SELECT NEW.total OFFSET 0) AS o
                            WHERE total >= 1 AND o.total < 1000000;
                            IF NOT FOUND THEN
                                NEW.cents := 0;
                            END IF;
                        END IF;
                        RETURN NEW;
                    END
                    $sync$;
                    """);

                migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"~sync_total_units_cents\" ON orders;");

                migrationBuilder.Sql("CREATE TRIGGER \"~sync_total_units_cents\" BEFORE INSERT OR UPDATE OF total ON orders FOR EACH ROW EXECUTE FUNCTION sync_orders_total_units_cents();");

                migrationBuilder.Sql("ALTER TABLE orders ENABLE ALWAYS TRIGGER \"~sync_total_units_cents\";");

                migrationBuilder.Sql("UPDATE orders AS o SET units = trunc(o.total), cents = (total - trunc(total)) * 100 WHERE units IS NULL AND total >= 1 AND o.total < 1000000");
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN total SET DEFAULT 0;");
                """",
            DownAfter = """
                migrationBuilder.Sql("DROP TRIGGER \"~sync_total_units_cents\" ON orders;");

                migrationBuilder.Sql("DROP FUNCTION sync_orders_total_units_cents();");

                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN total DROP DEFAULT;");
                migrationBuilder.DropColumn(name: "cents", table: "orders");
                migrationBuilder.DropColumn(name: "units", table: "orders");
                """,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    """
                    migrationBuilder.Sql("DROP TRIGGER \"~sync_total_units_cents\" ON orders;");

                    migrationBuilder.Sql("DROP FUNCTION sync_orders_total_units_cents();");

                    migrationBuilder.DropColumn(name: "total", table: "orders");
                    """,
                    """"
                    migrationBuilder.AddColumn<decimal>(name: "total", table: "orders", type: "numeric", nullable: false, defaultValue: 0m);

                    migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN total SET DEFAULT 0;");

                    migrationBuilder.Sql(
                        """
                        CREATE OR REPLACE FUNCTION sync_orders_total_units_cents() RETURNS trigger LANGUAGE plpgsql AS $sync$
                        #variable_conflict use_column
                        BEGIN
                            IF TG_OP = 'INSERT' THEN
                                OLD.total := 0;
                                OLD.cents := 0;
                            END IF;
                            IF pg_catalog.record_image_ne(ROW(NEW.total), ROW(OLD.total))
                                AND pg_catalog.record_image_eq(ROW(NEW.units, NEW.cents), ROW(OLD.units, OLD.cents)) THEN
                                SELECT trunc(o.total), coalesce((total - trunc(total)) * 100, 0) INTO NEW.units, NEW.cents
                                FROM (SELECT NEW.total OFFSET 0) AS o
                                WHERE total >= 1 AND o.total < 1000000;
                                IF NOT FOUND THEN
                                    NEW.cents := 0;
                                END IF;
                            END IF;
                            RETURN NEW;
                        END
                        $sync$;
                        """);

                    migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"~sync_total_units_cents\" ON orders;");

                    migrationBuilder.Sql("CREATE TRIGGER \"~sync_total_units_cents\" BEFORE INSERT OR UPDATE OF total ON orders FOR EACH ROW EXECUTE FUNCTION sync_orders_total_units_cents();");

                    migrationBuilder.Sql("ALTER TABLE orders ENABLE ALWAYS TRIGGER \"~sync_total_units_cents\";");
                    """"),
                NewFile.Designer("20240102000005_ChangeContract", Orders("units", "cents")),
            ],
            Rows = ["INSERT INTO orders (id, total) VALUES (20001, 12.34), (20002, 0), (20003, 1000000)"],
            WhileBothRun =
            [
                ("INSERT INTO orders (id, total) VALUES (90001, 4.56) RETURNING units || ' ' || cents", "4 56"),
                ("INSERT INTO orders (id, units, cents) VALUES (90002, 7, 89) RETURNING total || ' ' || units || ' ' || cents", "0 7 89"),
                ("INSERT INTO orders (id) VALUES (90003) RETURNING total = 0 AND units IS NULL AND cents = 0", "True"),
                ("UPDATE orders SET total = 1.25 WHERE id = 90002 RETURNING units || ' ' || cents", "1 25"),
                ("UPDATE orders SET cents = 57 WHERE id = 90001 RETURNING total || ' ' || units || ' ' || cents", "4.56 4 57"),
                ("UPDATE orders SET total = 4.56, status = 'open' WHERE id = 90001 RETURNING units || ' ' || cents", "4 57"),
                ("UPDATE orders SET total = 0.5 WHERE id = 90001 RETURNING units IS NULL AND cents = 0", "True"),
                ("DELETE FROM orders WHERE id > 90000", null),
            ],
            BlocksBefore = true,
            BlocksAfter = true,
            BecomesSuggestion = true,
        },
        new("DBM3003", "merged columns of a schema")
        {
            Earlier = """migrationBuilder.Sql("ANALYZE \"Sales\".\"Order Lines\"");""",
            OtherFiles = [NewFile.Designer("20240101120000_Earlier", Lines("OrderId", "Line")), NewFile.Designer("20240102000000_Change", Lines("Number"))],
            Up = """
                migrationBuilder.DropIndex(name: "IX_Lines_Line", schema: "Sales", table: "Order Lines");
                migrationBuilder.AddColumn<string>(name: "Number", schema: "Sales", table: "Order Lines", type: "character varying(40)", nullable: false, defaultValue: "");
                // Both numbers in one.
                migrationBuilder.Sql("UPDATE \"Sales\".\"Order Lines\" SET \"Number\" = concat_ws('/', \"OrderId\", \"Line\")");
                migrationBuilder.DropColumn(name: "OrderId", schema: "Sales", table: "Order Lines");
                migrationBuilder.DropColumn(name: "Line", schema: "Sales", table: "Order Lines");
                """,
            Down = """
                migrationBuilder.AddColumn<long>(name: "OrderId", schema: "Sales", table: "Order Lines", type: "bigint", nullable: false, defaultValue: 0L);
                migrationBuilder.AddColumn<int>(name: "Line", schema: "Sales", table: "Order Lines", type: "integer", nullable: false, defaultValue: 0);
                migrationBuilder.Sql("UPDATE \"Sales\".\"Order Lines\" SET \"OrderId\" = split_part(\"Number\", '/', 1)::bigint, \"Line\" = split_part(\"Number\", '/', 2)::int WHERE \"Number\" LIKE '%/%'");
                migrationBuilder.DropColumn(name: "Number", schema: "Sales", table: "Order Lines");
                migrationBuilder.CreateIndex(name: "IX_Lines_Line", schema: "Sales", table: "Order Lines", column: "Line");
                """,
            After = """"
                migrationBuilder.AddColumn<string>(name: "Number", schema: "Sales", table: "Order Lines", type: "character varying(40)", nullable: false, defaultValue: "");
                migrationBuilder.Sql(
                    """
                    CREATE OR REPLACE FUNCTION "Sales"."sync_Order Lines_OrderId_Line_Number"() RETURNS trigger LANGUAGE plpgsql AS $sync$
                    #variable_conflict use_column
                    DECLARE
                        start "Sales"."Order Lines"%ROWTYPE;
                        by_old_version boolean;
                        by_new_version boolean;
                    BEGIN
                        start."OrderId" := 0;
                        start."Line" := 0;
                        start."Number" := '';
                        IF TG_OP = 'INSERT' THEN
                            OLD := start;
                        END IF;
                        by_old_version := pg_catalog.record_image_ne(ROW(NEW."OrderId", NEW."Line"), ROW(OLD."OrderId", OLD."Line"));
                        by_new_version := pg_catalog.record_image_ne(ROW(NEW."Number"), ROW(OLD."Number"));
                        IF by_old_version AND NOT by_new_version THEN
                            SELECT coalesce(concat_ws('/', "OrderId", "Line"), '') INTO NEW."Number"
                            FROM (SELECT NEW."OrderId", NEW."Line") AS "Order Lines";
                        ELSIF by_new_version AND NOT by_old_version
                            AND (pg_catalog.record_image_eq(ROW(NEW."OrderId", NEW."Line"), ROW(start."OrderId", start."Line"))
                                OR pg_catalog.record_image_ne(ROW(OLD."Number"), ROW(start."Number"))) THEN
                            SELECT coalesce(split_part("Number", '/', 1)::bigint, 0), coalesce(split_part("Number", '/', 2)::int, 0) INTO NEW."OrderId", NEW."Line"
                            FROM (SELECT NEW."Number" OFFSET 0) AS "Order Lines"
                            WHERE "Number" LIKE '%/%';
                            IF NOT FOUND THEN
                                NEW."OrderId" := 0;
                                NEW."Line" := 0;
                            END IF;
                        END IF;
                        RETURN NEW;
                    END
                    $sync$;
                    """);

                migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"~sync_OrderId_Line_Number\" ON \"Sales\".\"Order Lines\";");

                migrationBuilder.Sql("CREATE TRIGGER \"~sync_OrderId_Line_Number\" BEFORE INSERT OR UPDATE OF \"OrderId\", \"Line\", \"Number\" ON \"Sales\".\"Order Lines\" FOR EACH ROW EXECUTE FUNCTION \"Sales\".\"sync_Order Lines_OrderId_Line_Number\"();");

                migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ENABLE ALWAYS TRIGGER \"~sync_OrderId_Line_Number\";");

                // Both numbers in one.
                migrationBuilder.Sql("UPDATE \"Sales\".\"Order Lines\" SET \"Number\" = concat_ws('/', \"OrderId\", \"Line\")");
                migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ALTER COLUMN \"OrderId\" SET DEFAULT 0;");
                migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ALTER COLUMN \"Line\" SET DEFAULT 0;");
                """",
            DownAfter = """
                migrationBuilder.Sql("DROP TRIGGER \"~sync_OrderId_Line_Number\" ON \"Sales\".\"Order Lines\";");

                migrationBuilder.Sql("DROP FUNCTION \"Sales\".\"sync_Order Lines_OrderId_Line_Number\"();");

                migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ALTER COLUMN \"OrderId\" DROP DEFAULT;");
                migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ALTER COLUMN \"Line\" DROP DEFAULT;");
                migrationBuilder.DropColumn(name: "Number", schema: "Sales", table: "Order Lines");
                """,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    """
                    migrationBuilder.DropIndex(name: "IX_Lines_Line", schema: "Sales", table: "Order Lines");

                    migrationBuilder.Sql("DROP TRIGGER \"~sync_OrderId_Line_Number\" ON \"Sales\".\"Order Lines\";");

                    migrationBuilder.Sql("DROP FUNCTION \"Sales\".\"sync_Order Lines_OrderId_Line_Number\"();");

                    migrationBuilder.DropColumn(name: "OrderId", schema: "Sales", table: "Order Lines");

                    migrationBuilder.DropColumn(name: "Line", schema: "Sales", table: "Order Lines");
                    """,
                    """"
                    migrationBuilder.AddColumn<long>(name: "OrderId", schema: "Sales", table: "Order Lines", type: "bigint", nullable: false, defaultValue: 0L);

                    migrationBuilder.AddColumn<int>(name: "Line", schema: "Sales", table: "Order Lines", type: "integer", nullable: false, defaultValue: 0);

                    migrationBuilder.Sql("UPDATE \"Sales\".\"Order Lines\" SET \"OrderId\" = split_part(\"Number\", '/', 1)::bigint, \"Line\" = split_part(\"Number\", '/', 2)::int WHERE \"Number\" LIKE '%/%'");

                    migrationBuilder.CreateIndex(name: "IX_Lines_Line", schema: "Sales", table: "Order Lines", column: "Line");

                    migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ALTER COLUMN \"OrderId\" SET DEFAULT 0;");

                    migrationBuilder.Sql(
                        """
                        CREATE OR REPLACE FUNCTION "Sales"."sync_Order Lines_OrderId_Line_Number"() RETURNS trigger LANGUAGE plpgsql AS $sync$
                        #variable_conflict use_column
                        DECLARE
                            start "Sales"."Order Lines"%ROWTYPE;
                            by_old_version boolean;
                            by_new_version boolean;
                        BEGIN
                            start."OrderId" := 0;
                            start."Line" := 0;
                            start."Number" := '';
                            IF TG_OP = 'INSERT' THEN
                                OLD := start;
                            END IF;
                            by_old_version := pg_catalog.record_image_ne(ROW(NEW."OrderId", NEW."Line"), ROW(OLD."OrderId", OLD."Line"));
                            by_new_version := pg_catalog.record_image_ne(ROW(NEW."Number"), ROW(OLD."Number"));
                            IF by_old_version AND NOT by_new_version THEN
                                SELECT coalesce(concat_ws('/', "OrderId", "Line"), '') INTO NEW."Number"
                                FROM (SELECT NEW."OrderId", NEW."Line") AS "Order Lines";
                            ELSIF by_new_version AND NOT by_old_version
                                AND (pg_catalog.record_image_eq(ROW(NEW."OrderId", NEW."Line"), ROW(start."OrderId", start."Line"))
                                    OR pg_catalog.record_image_ne(ROW(OLD."Number"), ROW(start."Number"))) THEN
                                SELECT coalesce(split_part("Number", '/', 1)::bigint, 0), coalesce(split_part("Number", '/', 2)::int, 0) INTO NEW."OrderId", NEW."Line"
                                FROM (SELECT NEW."Number" OFFSET 0) AS "Order Lines"
                                WHERE "Number" LIKE '%/%';
                                IF NOT FOUND THEN
                                    NEW."OrderId" := 0;
                                    NEW."Line" := 0;
                                END IF;
                            END IF;
                            RETURN NEW;
                        END
                        $sync$;
                        """);

                    migrationBuilder.Sql("DROP TRIGGER IF EXISTS \"~sync_OrderId_Line_Number\" ON \"Sales\".\"Order Lines\";");

                    migrationBuilder.Sql("CREATE TRIGGER \"~sync_OrderId_Line_Number\" BEFORE INSERT OR UPDATE OF \"OrderId\", \"Line\", \"Number\" ON \"Sales\".\"Order Lines\" FOR EACH ROW EXECUTE FUNCTION \"Sales\".\"sync_Order Lines_OrderId_Line_Number\"();");

                    migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ENABLE ALWAYS TRIGGER \"~sync_OrderId_Line_Number\";");

                    migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ALTER COLUMN \"Line\" SET DEFAULT 0;");
                    """"),
                NewFile.Designer("20240102000005_ChangeContract", Lines("Number")),
            ],
            WhileBothRun =
            [
                ("""INSERT INTO "Sales"."Order Lines" ("Id", "OrderId", "Line") VALUES ('00000000-0000-0000-0000-000000000001', 7, 3) RETURNING "Number" """, "7/3"),
                ("""INSERT INTO "Sales"."Order Lines" ("Id", "Number") VALUES ('00000000-0000-0000-0000-000000000002', '8/4') RETURNING "OrderId" || ' ' || "Line" """, "8 4"),
                ("""UPDATE "Sales"."Order Lines" SET "Line" = 5 WHERE "Id" = '00000000-0000-0000-0000-000000000002' RETURNING "Number" """, "8/5"),
                ("""UPDATE "Sales"."Order Lines" SET "Number" = '9/6' WHERE "Id" = '00000000-0000-0000-0000-000000000001' RETURNING "OrderId" || ' ' || "Line" """, "9 6"),
                ("""UPDATE "Sales"."Order Lines" SET "Number" = 'none' WHERE "Id" = '00000000-0000-0000-0000-000000000001' RETURNING "OrderId" || ' ' || "Line" """, "0 0"),
                ("""DELETE FROM "Sales"."Order Lines" WHERE "Id" < '00000000-0000-0000-0000-000000000003' """, null),
            ],
            BecomesSuggestion = true,
        },
    ];

    private static string Users(params string[] columns) => Model("Shop.User", """b.ToTable("users");""", [("long", "id", "bigint"), .. columns.Select(static c => ("string", c, "text"))]);

    private static string Orders(params string[] columns) => Model(
        "Shop.Order",
        """b.ToTable("orders");""",
        [("long", "id", "bigint"), .. columns.Select(static c => c switch { "units" => ("long?", c, "bigint"), "cents" => ("int", c, "integer"), _ => ("decimal", c, "numeric") }), ("string", "status", "text")]);

    private static string Lines(params string[] columns) => Model(
        "Shop.OrderLine",
        """b.ToTable("Order Lines", "Sales");""",
        [("System.Guid", "Id", "uuid"), .. columns.Select(static c => c switch { "OrderId" => ("long", c, "bigint"), "Line" => ("int", c, "integer"), _ => ("string", c, "character varying(40)") })]);

    private static string Model(string entity, string table, IEnumerable<(string Clr, string Name, string Type)> columns) => $$"""
        modelBuilder.Entity("{{entity}}", b =>
        {
        {{string.Join('\n', columns.Select(static c => $"    b.Property<{c.Clr}>(\"{c.Name}\").HasColumnType(\"{c.Type}\"){(c.Name == "Number" ? ".IsRequired()" : "")};"))}}
            b.HasKey("{{columns.First().Name}}");
            {{table}}
        });
        """;
}
