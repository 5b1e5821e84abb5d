namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

internal static class DBM3012Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM3012", "table")
        {
            Up = """"
                migrationBuilder.Sql("DROP TABLE users CASCADE");
                """",
            After = """"
                migrationBuilder.Sql(
                    """
                    DROP VIEW few_user_ids;
                    DROP VIEW user_ids;
                    ALTER TABLE orders DROP CONSTRAINT fk_orders_users;
                    """);
                migrationBuilder.Sql("DROP TABLE users");
                """",
            Earlier = """
                migrationBuilder.AddForeignKey(name: "fk_orders_users", table: "orders", column: "user_id", principalTable: "users", principalColumn: "id");
                migrationBuilder.Sql("CREATE VIEW user_ids AS SELECT id FROM users; CREATE VIEW few_user_ids AS SELECT id FROM user_ids WHERE id < 5; CREATE VIEW order_ids AS SELECT id FROM orders;");
                """,
            NoWayBack = "The rows of the table are gone.",
            NextSteps = ["DBM3006", "DBM6002"],
        },
        new("DBM3012", "primary key")
        {
            Up = """"
                migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT pk_users CASCADE");
                """",
            After = """"
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT fk_orders_users;");
                migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT pk_users");
                """",
            NextSteps = ["DBM6002"],
            Earlier = """
                migrationBuilder.AddForeignKey(name: "fk_orders_users", table: "orders", column: "user_id", principalTable: "users", principalColumn: "id");
                migrationBuilder.Sql("CREATE VIEW user_ids AS SELECT id FROM users; CREATE VIEW few_user_ids AS SELECT id FROM user_ids WHERE id < 5; CREATE VIEW order_ids AS SELECT id FROM orders;");
                """,
            NoWayBack = "How the key was is said nowhere.",
        },
    ];
}
