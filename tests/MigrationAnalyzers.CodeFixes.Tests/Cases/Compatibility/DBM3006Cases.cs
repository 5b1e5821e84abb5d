using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

internal static class DBM3006Cases
{
    public static ImmutableArray<FixCase> All { get; } =
    [
        new("DBM3006", "view that another one follows")
        {
            BecomesSuggestion = true,
            Earlier = """migrationBuilder.Sql("CREATE VIEW open_orders AS SELECT id, user_id FROM orders WHERE status = 'open'");""",
            Up = """
                // Customers see their own.
                migrationBuilder.Sql("DROP VIEW open_orders");

                migrationBuilder.AddColumn<string>(name: "phone", table: "users", type: "text", nullable: true);

                migrationBuilder.Sql("CREATE VIEW waiting_orders AS SELECT id, user_id, total FROM orders WHERE status = 'open'");
                """,
            Down = """
                migrationBuilder.Sql("DROP VIEW waiting_orders");

                migrationBuilder.DropColumn(name: "phone", table: "users");

                migrationBuilder.Sql("CREATE VIEW open_orders AS SELECT id, user_id FROM orders WHERE status = 'open'");
                """,
            After = """
                migrationBuilder.AddColumn<string>(name: "phone", table: "users", type: "text", nullable: true);

                migrationBuilder.Sql("CREATE VIEW waiting_orders AS SELECT id, user_id, total FROM orders WHERE status = 'open'");
                """,
            DownAfter = """
                migrationBuilder.Sql("DROP VIEW waiting_orders");

                migrationBuilder.DropColumn(name: "phone", table: "users");
                """,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    """
                    // Customers see their own.
                    migrationBuilder.Sql("DROP VIEW open_orders");
                    """,
                    """migrationBuilder.Sql("CREATE VIEW open_orders AS SELECT id, user_id FROM orders WHERE status = 'open'");"""),
            ],
            WhileBothRun =
            [
                ("SELECT count(*) FROM open_orders", "4000"),
                ("SELECT count(*) FROM waiting_orders", "4000"),
            ],
        },
        new("DBM3006", "sequence that the model has given up")
        {
            BecomesSuggestion = true,
            Earlier = """migrationBuilder.CreateSequence(name: "order_numbers", incrementBy: 10);""",
            Up = """
                migrationBuilder.DropSequence(name: "order_numbers");

                migrationBuilder.AddColumn<string>(name: "number", table: "orders", type: "text", nullable: true);
                """,
            Down = """
                migrationBuilder.DropColumn(name: "number", table: "orders");

                migrationBuilder.CreateSequence(name: "order_numbers", incrementBy: 10);
                """,
            After = """migrationBuilder.AddColumn<string>(name: "number", table: "orders", type: "text", nullable: true);""",
            DownAfter = """migrationBuilder.DropColumn(name: "number", table: "orders");""",
            WhileBothRun = [("SELECT nextval('order_numbers') > 0", "True")],
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    """migrationBuilder.DropSequence(name: "order_numbers");""",
                    """migrationBuilder.CreateSequence(name: "order_numbers", incrementBy: 10);"""),
            ],
        },
        new("DBM3006", "function and type")
        {
            BecomesSuggestion = true,
            Earlier = """
                migrationBuilder.Sql("CREATE TYPE order_state AS ENUM ('open', 'closed')");
                migrationBuilder.Sql("CREATE FUNCTION order_total(bigint) RETURNS numeric LANGUAGE sql AS 'SELECT sum(total) FROM orders WHERE user_id = $1'");
                """,
            Up = """
                migrationBuilder.AddColumn<string>(name: "phone", table: "users", type: "text", nullable: true);
                migrationBuilder.Sql("DROP TYPE order_state");
                migrationBuilder.Sql("DROP FUNCTION order_total(bigint)");
                """,
            Down = """
                migrationBuilder.Sql("CREATE FUNCTION order_total(bigint) RETURNS numeric LANGUAGE sql AS 'SELECT sum(total) FROM orders WHERE user_id = $1'");
                migrationBuilder.Sql("CREATE TYPE order_state AS ENUM ('open', 'closed')");
                migrationBuilder.DropColumn(name: "phone", table: "users");
                """,
            After = """migrationBuilder.AddColumn<string>(name: "phone", table: "users", type: "text", nullable: true);""",
            DownAfter = """migrationBuilder.DropColumn(name: "phone", table: "users");""",
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    """
                    migrationBuilder.Sql("DROP TYPE order_state");

                    migrationBuilder.Sql("DROP FUNCTION order_total(bigint)");
                    """,
                    """
                    migrationBuilder.Sql("CREATE FUNCTION order_total(bigint) RETURNS numeric LANGUAGE sql AS 'SELECT sum(total) FROM orders WHERE user_id = $1'");

                    migrationBuilder.Sql("CREATE TYPE order_state AS ENUM ('open', 'closed')");
                    """),
            ],
        },
    ];
}
