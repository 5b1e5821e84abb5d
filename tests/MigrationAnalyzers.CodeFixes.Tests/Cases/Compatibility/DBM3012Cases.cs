namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

internal static class DBM3012Cases
{
    private const string ForeignKey = """
        migrationBuilder.AddForeignKey(name: "fk_orders_users", table: "orders", column: "user_id", principalTable: "users", principalColumn: "id", onDelete: ReferentialAction.SetNull);
        """;

    private const string Users = """
        migrationBuilder.CreateTable(
            name: "users",
            columns: table => new
            {
                id = table.Column<long>(type: "bigint", nullable: false),
                email = table.Column<string>(type: "text", nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_users", x => x.id));
        """;

    private const string KeyComesBack = """


        migrationBuilder.AddForeignKey(
            name: "fk_orders_users",
            table: "orders",
            column: "user_id",
            principalTable: "users",
            principalColumn: "id",
            onDelete: ReferentialAction.SetNull);
        """;

    public static IEnumerable<FixCase> All =>
    [
        new("DBM3012", "table")
        {
            Up = """"
                migrationBuilder.Sql("DROP TABLE users CASCADE");
                """",
            Down = Users,
            After = """"
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT fk_orders_users;");
                migrationBuilder.Sql("DROP TABLE users");
                """",
            DownAfter = Users + KeyComesBack,
            Earlier = ForeignKey,
            Rows = ["UPDATE orders SET user_id = NULL"],
        },
        new("DBM3012", "primary key")
        {
            Up = """"
                migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT pk_users CASCADE");
                """",
            Down = """migrationBuilder.AddPrimaryKey(name: "pk_users", table: "users", column: "id");""",
            After = """"
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT fk_orders_users;");
                migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT pk_users");
                """",
            DownAfter = """migrationBuilder.AddPrimaryKey(name: "pk_users", table: "users", column: "id");""" + KeyComesBack,
            Earlier = ForeignKey + """

                migrationBuilder.Sql("CREATE VIEW user_ids AS SELECT id FROM users;");
                """,
        },
        new("DBM3012", "table with the keys of two others")
        {
            Up = """"
                migrationBuilder.AddColumn<string>(name: "phone", table: "orders", type: "text", nullable: true);

                migrationBuilder.Sql("DROP TABLE users CASCADE");
                """",
            Down = Users + """


                migrationBuilder.DropColumn(name: "phone", table: "orders");
                """,
            After = """"
                migrationBuilder.AddColumn<string>(name: "phone", table: "orders", type: "text", nullable: true);

                migrationBuilder.Sql(
                    """
                    ALTER TABLE orders DROP CONSTRAINT fk_orders_users;
                    ALTER TABLE pairs DROP CONSTRAINT fk_pairs_users;
                    """);

                migrationBuilder.Sql("DROP TABLE users");
                """",
            DownAfter = Users + """


                migrationBuilder.AddForeignKey(
                    name: "fk_pairs_users",
                    table: "pairs",
                    column: "a",
                    principalTable: "users",
                    principalColumn: "id");
                """ + KeyComesBack + """


                migrationBuilder.DropColumn(name: "phone", table: "orders");
                """,
            Earlier = ForeignKey + """

                migrationBuilder.AddForeignKey(name: "fk_pairs_users", table: "pairs", column: "a", principalTable: "users", principalColumn: "id");
                """,
            Rows = ["UPDATE orders SET user_id = NULL", "DELETE FROM pairs"],
        },
    ];
}
