using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

internal static class DBM3001Cases
{
    private static readonly ImmutableArray<FixCase> s_cases =
    [
        new("DBM3001", "column")
        {
            Runtime = true,
            BecomesSuggestion = true,
            Up = """
                migrationBuilder.RenameColumn(
                    name: "email",
                    table: "users",
                    newName: "mail");
                """,
            Down = """
                migrationBuilder.RenameColumn(
                    name: "mail",
                    table: "users",
                    newName: "email");
                """,
            After = """
                migrationBuilder.ExpandRenameColumn(
                    name: "email",
                    table: "users",
                    newName: "mail");
                """,
            DownAfter = """
                migrationBuilder.CancelRenameColumn(
                    name: "email",
                    table: "users",
                    newName: "mail");
                """,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    """
                    migrationBuilder.ContractRenameColumn(
                        name: "email",
                        table: "users",
                        newName: "mail");
                    """,
                    """
                    migrationBuilder.ExpandRenameColumn(
                        name: "mail",
                        table: "users",
                        newName: "email");
                    """),
            ],
            WhileBothRun =
            [
                ("INSERT INTO users (id, email) VALUES (901, 'old') RETURNING mail", "old"),
                ("INSERT INTO users (id, mail) VALUES (902, 'new') RETURNING email", "new"),
                ("UPDATE users SET mail = 'newer' WHERE id = 901 RETURNING email", "newer"),
                ("UPDATE users SET email = 'older' WHERE id = 902 RETURNING mail", "older"),
                ("SELECT count(*) FROM users WHERE mail IS DISTINCT FROM email", "0"),
                ("DELETE FROM users WHERE id > 900", null),
            ],
        },
        new("DBM3001", "column of a schema")
        {
            Runtime = true,
            BecomesSuggestion = true,
            Up = """migrationBuilder.RenameColumn("OrderId", "Order Lines", "Order", "Sales");""",
            Down = """migrationBuilder.RenameColumn("Order", "Order Lines", "OrderId", "Sales");""",
            After = """
                migrationBuilder.ExpandRenameColumn(
                    name: "OrderId",
                    table: "Order Lines",
                    newName: "Order",
                    schema: "Sales");
                """,
            DownAfter = """
                migrationBuilder.CancelRenameColumn(
                    name: "OrderId",
                    table: "Order Lines",
                    newName: "Order",
                    schema: "Sales");
                """,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    """
                    migrationBuilder.ContractRenameColumn(
                        name: "OrderId",
                        table: "Order Lines",
                        newName: "Order",
                        schema: "Sales");
                    """,
                    """
                    migrationBuilder.ExpandRenameColumn(
                        name: "Order",
                        table: "Order Lines",
                        newName: "OrderId",
                        schema: "Sales");
                    """),
            ],
        },
        new("DBM3001", "column with an index, without the package")
        {
            BecomesSuggestion = true,
            Up = """
                migrationBuilder.RenameColumn(
                    name: "status",
                    table: "orders",
                    newName: "state");

                migrationBuilder.RenameIndex(
                    name: "ix_orders_status",
                    table: "orders",
                    newName: "ix_orders_state");
                """,
            Down = """
                migrationBuilder.RenameColumn(
                    name: "state",
                    table: "orders",
                    newName: "status");

                migrationBuilder.RenameIndex(
                    name: "ix_orders_state",
                    table: "orders",
                    newName: "ix_orders_status");
                """,
            After = RenamedColumnText.Status.Expand,
            DownAfter = RenamedColumnText.Status.Cancel,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    RenamedColumnText.Status.Contract + """


                    migrationBuilder.RenameIndex(
                        name: "ix_orders_status",
                        table: "orders",
                        newName: "ix_orders_state");
                    """,
                    RenamedColumnText.Status.Reopen + """


                    migrationBuilder.RenameIndex(
                        name: "ix_orders_state",
                        table: "orders",
                        newName: "ix_orders_status");
                    """),
            ],
            WhileBothRun =
            [
                ("INSERT INTO orders (id, total, status) VALUES (90001, 1, 'old') RETURNING state", "old"),
                ("INSERT INTO orders (id, total, state) VALUES (90002, 1, 'new') RETURNING status", "new"),
                ("INSERT INTO orders (id, total) VALUES (90003, 1) RETURNING status IS NULL AND state IS NULL", "True"),
                ("UPDATE orders SET state = 'newer' WHERE id = 90001 RETURNING status", "newer"),
                ("UPDATE orders SET status = 'older' WHERE id = 90002 RETURNING state", "older"),
                ("UPDATE orders SET state = NULL WHERE id = 90001 RETURNING status IS NULL", "True"),
                ("UPDATE orders SET status = NULL WHERE id = 90002 RETURNING state IS NULL", "True"),
                ("SELECT count(*) FROM orders WHERE status = 'open' AND state = 'open'", "4000"),
                ("SELECT count(*) FROM orders WHERE state IS DISTINCT FROM status", "0"),
                ("DELETE FROM orders WHERE id > 90000", null),
            ],
        },
        new("DBM3001", "part of a key without the package")
        {
            BecomesSuggestion = true,
            Up = """migrationBuilder.RenameColumn("b", "pairs", "Second");""",
            Down = """migrationBuilder.RenameColumn("Second", "pairs", "b");""",
            After = RenamedColumnText.Second.Expand,
            DownAfter = RenamedColumnText.Second.Cancel,
            NewFiles = [NewFile.Of(1, "Contract", RenamedColumnText.Second.Contract, RenamedColumnText.Second.Reopen)],
            WhileBothRun =
            [
                ("INSERT INTO pairs (a, b) VALUES (1, 901) RETURNING \"Second\"", "901"),
                ("INSERT INTO pairs (a, \"Second\") VALUES (1, 902) RETURNING b", "902"),
                ("INSERT INTO pairs (a, \"Second\") VALUES (1, 902) ON CONFLICT (a, \"Second\") DO UPDATE SET \"Second\" = 903 RETURNING b", "903"),
                ("INSERT INTO pairs (a, b) VALUES (1, 903) ON CONFLICT (a, b) DO UPDATE SET b = 904 RETURNING \"Second\"", "904"),
                ("SELECT count(*) FROM pairs WHERE a = \"Second\" AND a = b", "100"),
                ("DELETE FROM pairs WHERE b > 900", null),
            ],
        },
        new("DBM3001", "column with a default, without the package")
        {
            BecomesSuggestion = true,
            Earlier = """migrationBuilder.AddColumn<decimal>(name: "points", table: "users", type: "numeric", nullable: true, defaultValueSql: "1.0");""",
            Up = """migrationBuilder.RenameColumn("points", "users", "score");""",
            Down = """migrationBuilder.RenameColumn("score", "users", "points");""",
            After = RenamedColumnText.Score.Expand,
            DownAfter = RenamedColumnText.Score.Cancel,
            NewFiles = [NewFile.Of(1, "Contract", RenamedColumnText.Score.Contract, RenamedColumnText.Score.Reopen)],
            Rows =
            [
                "UPDATE users SET points = CASE WHEN id % 3 = 0 THEN 7.50 WHEN id % 3 = 1 THEN 1.00 END",
                "DO $$ BEGIN CREATE ROLE application; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
                "GRANT USAGE ON SCHEMA public TO application",
                "GRANT SELECT (id, points), INSERT (id, points), UPDATE (points) ON users TO application",
            ],
            WhileBothRun =
            [
                ("INSERT INTO users (id) VALUES (901) RETURNING points::text || ' ' || score", "1.0 1.0"),
                ("INSERT INTO users (id, points) VALUES (902, NULL) RETURNING score IS NULL", "True"),
                ("INSERT INTO users (id, score) VALUES (903, NULL) RETURNING points IS NULL", "True"),
                ("INSERT INTO users (id, points) VALUES (904, 1.00) RETURNING score", "1.00"),
                ("INSERT INTO users (id, score) VALUES (905, 1.00) RETURNING points", "1.00"),
                ("UPDATE users SET score = 1.0 WHERE id = 905 RETURNING points", "1.0"),
                ("UPDATE users SET points = 1 WHERE id = 904 RETURNING score", "1"),
                ("SELECT count(*) FROM users WHERE points IS DISTINCT FROM score", "0"),
                ("DELETE FROM users WHERE id > 900", null),
                ("SET ROLE application", null),
                ("UPDATE users SET score = 8 WHERE id = 3 RETURNING points", "8"),
                ("UPDATE users SET points = 7.50 WHERE id = 3 RETURNING score", "7.50"),
            ],
        },
    ];

    public static ImmutableArray<FixCase> All { get; } =
    [
        .. s_cases,
        // All migrations in one transaction, up to the first command that runs outside of it.
        s_cases.Single(static c => c.Name == "part of a key without the package") with { Name = "part of a key without the package, EF Core 9", EfCore = 9, WhileBothRun = [] },
    ];
}
