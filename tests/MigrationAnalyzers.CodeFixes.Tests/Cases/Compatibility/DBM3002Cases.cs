using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

internal static class DBM3002Cases
{
    private static readonly ImmutableArray<FixCase> s_cases =
    [
        new("DBM3002", "table")
        {
            Runtime = true,
            Up = """
                migrationBuilder.RenameTable(
                    name: "users",
                    newName: "customers");

                migrationBuilder.Sql("ALTER TABLE customers RENAME CONSTRAINT pk_users TO pk_customers");
                """,
            Down = """
                migrationBuilder.Sql("ALTER TABLE customers RENAME CONSTRAINT pk_customers TO pk_users");

                migrationBuilder.RenameTable(
                    name: "customers",
                    newName: "users");
                """,
            After = """
                migrationBuilder.ExpandRenameTable(
                    name: "users",
                    newName: "customers");

                migrationBuilder.Sql("ALTER TABLE customers RENAME CONSTRAINT pk_users TO pk_customers");
                """,
            DownAfter = """
                migrationBuilder.Sql("ALTER TABLE customers RENAME CONSTRAINT pk_customers TO pk_users");

                migrationBuilder.CancelRenameTable(
                    name: "users",
                    newName: "customers");
                """,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    """
                    migrationBuilder.ContractRenameTable(
                        name: "users",
                        newName: "customers");
                    """,
                    """
                    migrationBuilder.ExpandRenameTable(
                        name: "users",
                        newName: "customers");
                    """),
            ],
            WhileBothRun =
            [
                ("INSERT INTO users (id, email) VALUES (901, 'old') RETURNING email", "old"),
                ("INSERT INTO customers (id, email) VALUES (902, 'new') RETURNING email", "new"),
                ("UPDATE users SET email = 'older' WHERE id = 902 AND xmin = (SELECT xmin FROM customers WHERE id = 902) RETURNING email", "older"),
                ("SELECT string_agg(email, ' ' ORDER BY id) FROM customers WHERE id > 900", "old older"),
                ("DELETE FROM users WHERE id > 900", null),
            ],
        },
        new("DBM3002", "table that moves to another schema")
        {
            Runtime = true,
            Up = """migrationBuilder.RenameTable("pairs", null, "pairs", "Sales");""",
            Down = """migrationBuilder.RenameTable("pairs", "Sales", "pairs", "public");""",
            After = """
                migrationBuilder.ExpandRenameTable(
                    name: "pairs",
                    newName: "pairs",
                    newSchema: "Sales");
                """,
            DownAfter = """
                migrationBuilder.CancelRenameTable(
                    name: "pairs",
                    newName: "pairs",
                    newSchema: "Sales");
                """,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    """
                    migrationBuilder.ContractRenameTable(
                        name: "pairs",
                        newName: "pairs",
                        newSchema: "Sales");
                    """,
                    """
                    migrationBuilder.ExpandRenameTable(
                        name: "pairs",
                        newName: "pairs",
                        newSchema: "Sales");
                    """),
            ],
        },
        new("DBM3002", "table without the package")
        {
            Up = """
                // The shop has customers now.
                migrationBuilder.RenameTable(
                    name: "users",
                    newName: "customers");

                migrationBuilder.Sql("ALTER TABLE customers RENAME CONSTRAINT pk_users TO pk_customers");
                """,
            Down = """
                migrationBuilder.Sql("ALTER TABLE customers RENAME CONSTRAINT pk_customers TO pk_users");

                // They were users before.
                migrationBuilder.RenameTable(
                    name: "customers",
                    newName: "users");
                """,
            After = $"""
                // The shop has customers now.
                migrationBuilder.RenameTable(
                    name: "users",
                    newName: "customers");

                {View("users", "customers")}

                migrationBuilder.Sql("ALTER TABLE customers RENAME CONSTRAINT pk_users TO pk_customers");
                """,
            DownAfter = """
                migrationBuilder.Sql("ALTER TABLE customers RENAME CONSTRAINT pk_customers TO pk_users");

                migrationBuilder.Sql("DROP VIEW users;");

                // They were users before.
                migrationBuilder.RenameTable(
                    name: "customers",
                    newName: "users");
                """,
            NewFiles = [NewFile.Of(1, "Contract", """migrationBuilder.Sql("DROP VIEW users;");""", View("users", "customers"))],
            Rows =
            [
                "ALTER TABLE users ADD COLUMN points int NOT NULL DEFAULT 5, ADD COLUMN note text",
                Role("application"),
                Role("reader"),
                "GRANT USAGE ON SCHEMA public TO application",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON users TO application",
                "GRANT SELECT (id, email), UPDATE (email) ON users TO reader WITH GRANT OPTION",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC",
            ],
            WhileBothRun =
            [
                ("SET ROLE application", null),
                ("INSERT INTO users (id, email) VALUES (901, 'old@example.com') RETURNING points", "5"),
                ("INSERT INTO customers (id, email) VALUES (902, 'new@example.com') RETURNING points", "5"),
                ("SELECT string_agg(email, ' ' ORDER BY id) FROM users WHERE id > 900", "old@example.com new@example.com"),
                ("SELECT string_agg(email, ' ' ORDER BY id) FROM customers WHERE id > 900", "old@example.com new@example.com"),
                ("UPDATE users SET points = 6 WHERE id = 902 AND xmin = (SELECT xmin FROM customers WHERE id = 902) RETURNING (xmin IS NOT NULL)::text", "true"),
                ("UPDATE users SET points = DEFAULT WHERE id = 901 RETURNING points", "5"),
                ("INSERT INTO users (id, email) VALUES (902, 'twice') ON CONFLICT (id) DO UPDATE SET email = excluded.email RETURNING points", "6"),
                ("SELECT email FROM users WHERE id = 902 FOR UPDATE", "twice"),
                ("DELETE FROM users WHERE id = 902 RETURNING id", "902"),
                ("DELETE FROM customers WHERE id = 901 RETURNING id", "901"),
                ("RESET ROLE", null),
                ("SELECT string_agg(p, ' ') FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p WHERE has_table_privilege('application', 'users', p)", "SELECT INSERT UPDATE DELETE"),
                ("SELECT has_table_privilege('reader', 'users', 'SELECT')::text", "false"),
                ("SELECT has_column_privilege('reader', 'users', 'email', 'UPDATE WITH GRANT OPTION')::text", "true"),
            ],
        },
        new("DBM3002", "table that moves to another schema without the package")
        {
            Up = """migrationBuilder.RenameTable("pairs", null, "pairs", "Sales");""",
            Down = """migrationBuilder.RenameTable("pairs", "Sales", "pairs", "public");""",
            After = $"""
                migrationBuilder.RenameTable("pairs", null, "pairs", "Sales");

                {View("pairs", "\"Sales\".pairs")}
                """,
            DownAfter = """
                migrationBuilder.Sql("DROP VIEW pairs;");

                migrationBuilder.RenameTable("pairs", "Sales", "pairs", "public");
                """,
            NewFiles = [NewFile.Of(1, "Contract", """migrationBuilder.Sql("DROP VIEW pairs;");""", View("pairs", "\"Sales\".pairs"))],
            Rows =
            [
                "ALTER TABLE pairs ENABLE ROW LEVEL SECURITY",
                Role("clerk"),
                "GRANT SELECT, INSERT ON pairs TO clerk",
                "GRANT USAGE ON SCHEMA public, \"Sales\" TO clerk",
                "CREATE POLICY own ON pairs TO clerk USING (a > 90)",
            ],
            OldestMajor = 15,
            WhileBothRun =
            [
                ("SET ROLE clerk", null),
                ("INSERT INTO pairs VALUES (91, 900) RETURNING b", "900"),
                ("INSERT INTO \"Sales\".pairs VALUES (92, 900) RETURNING b", "900"),
                ("SELECT count(*) FROM pairs", "12"),
                ("RESET ROLE", null),
                ("DELETE FROM pairs WHERE b = 900 AND a = 91 RETURNING a", "91"),
                ("DELETE FROM \"Sales\".pairs WHERE b = 900 RETURNING a", "92"),
            ],
        },
    ];

    public static ImmutableArray<FixCase> All { get; } =
    [
        .. s_cases,
        // All migrations in one transaction, up to the first command that runs outside of it.
        s_cases.Single(static c => c.Name == "table without the package") with { Name = "table without the package, EF Core 9", EfCore = 9, WhileBothRun = [] },
    ];

    /// <summary>Roles belong to the server, where other tests may have made it.</summary>
    internal static string Role(string name) => $"DO $$ BEGIN CREATE ROLE {name}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$";

    /// <param name="isInvoker">When the view has the rights of its user.</param>
    internal static string View(string view, string table, string rowVersion = ", xmin", string isInvoker = "renamed.relrowsecurity") => $$""""
        migrationBuilder.Sql("CREATE VIEW {{view}} AS SELECT *{{rowVersion}} FROM {{table.Replace("\"", "\\\"", StringComparison.Ordinal)}};");

        migrationBuilder.Sql(
            """
            DO $view$
            DECLARE
                renamed pg_class;
                part record;
            BEGIN
                SELECT c.* INTO renamed FROM pg_class AS c WHERE c.oid = '{{table}}'::regclass;
                EXECUTE format('ALTER VIEW {{view}} OWNER TO %I', pg_get_userbyid(renamed.relowner));
                IF {{isInvoker}} THEN
                    IF EXISTS (SELECT FROM pg_attribute AS c WHERE c.attrelid = renamed.oid AND c.attacl IS NOT NULL AND NOT c.attisdropped) THEN
                        RAISE EXCEPTION 'a view with the rights of its user cannot have privileges on single columns';
                    END IF;
                    EXECUTE 'ALTER VIEW {{view}} SET (security_invoker = true)';
                END IF;
                FOR part IN SELECT c.attname, pg_get_expr(d.adbin, d.adrelid) AS value FROM pg_attrdef AS d JOIN pg_attribute AS c ON c.attrelid = d.adrelid AND c.attnum = d.adnum
                    WHERE d.adrelid = renamed.oid AND c.attgenerated = '' LOOP
                    EXECUTE format('ALTER VIEW {{view}} ALTER COLUMN %I SET DEFAULT %s', part.attname, part.value);
                END LOOP;
                FOR part IN SELECT DISTINCT CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS grantee
                    FROM pg_class AS c CROSS JOIN aclexplode(c.relacl) AS p WHERE c.oid = '{{view}}'::regclass AND p.grantee <> c.relowner LOOP
                    EXECUTE format('REVOKE ALL ON {{view}} FROM %s', part.grantee);
                END LOOP;
                FOR part IN SELECT p.privilege_type || p.columns AS privilege, CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(p.grantee)) END AS grantee, p.is_grantable
                    FROM (SELECT t.*, '' AS columns FROM aclexplode(renamed.relacl) AS t
                        UNION ALL SELECT t.*, format(' (%I)', c.attname) FROM pg_attribute AS c CROSS JOIN aclexplode(c.attacl) AS t WHERE c.attrelid = renamed.oid AND NOT c.attisdropped) AS p LOOP
                    EXECUTE format('GRANT %s ON {{view}} TO %s%s', part.privilege, part.grantee, CASE WHEN part.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
                END LOOP;
            END $view$;
            """);
        """";
}
