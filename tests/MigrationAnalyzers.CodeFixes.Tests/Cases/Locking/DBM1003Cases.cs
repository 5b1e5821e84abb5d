namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Locking;

internal static class DBM1003Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM1003", "key of a call")
        {
            Up = """
                migrationBuilder.AddForeignKey(
                    name: "fk_orders_users",
                    table: "orders",
                    column: "user_id",
                    principalTable: "users",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
                """,
            After = """
                migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_users;", suppressTransaction: true);
                """,
            BlocksBefore = true,
        },
        new("DBM1003", "actions, schemas, a statement")
        {
            Up = """
                migrationBuilder.AddForeignKey(
                    name: "fk_orders_users", table: "orders", column: "user_id", principalTable: "users", principalColumn: "id",
                    onUpdate: ReferentialAction.Cascade, onDelete: ReferentialAction.SetNull);
                migrationBuilder.AddForeignKey(
                    name: "FK_Lines_Orders", schema: "Sales", table: "Order Lines", column: "OrderId", principalTable: "orders", principalColumn: "id",
                    onDelete: ReferentialAction.Restrict);
                migrationBuilder.Sql("ALTER TABLE pairs ADD CONSTRAINT fk_pairs FOREIGN KEY (a) REFERENCES users DEFERRABLE INITIALLY DEFERRED");
                """,
            After = """
                migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET NULL ON UPDATE CASCADE NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_users;", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ADD CONSTRAINT \"FK_Lines_Orders\" FOREIGN KEY (\"OrderId\") REFERENCES orders (id) ON DELETE RESTRICT NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" VALIDATE CONSTRAINT \"FK_Lines_Orders\";", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE pairs ADD CONSTRAINT fk_pairs FOREIGN KEY (a) REFERENCES users DEFERRABLE INITIALLY DEFERRED NOT VALID");
                migrationBuilder.Sql("ALTER TABLE pairs VALIDATE CONSTRAINT fk_pairs;", suppressTransaction: true);
                """,
            BlocksBefore = true,
        },
        new("DBM1003", "file")
        {
            SqlFile = "ALTER TABLE orders ADD CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE",
            SqlFileAfter = """
                ALTER TABLE orders ADD CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE NOT VALID;
                ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_users;
                """,
            BlocksBefore = true,
        },
        new("DBM1003", "keys of calls, runtime")
        {
            Runtime = true,
            Up = """
                migrationBuilder.AddForeignKey(
                    name: "fk_orders_users",
                    table: "orders",
                    column: "user_id",
                    principalTable: "users",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
                migrationBuilder.AddForeignKey("fk_refs_pairs", "refs", new[] { "x", "y" }, "pairs", principalColumns: new[] { "a", "b" }, onUpdate: ReferentialAction.Restrict);
                """,
            After = """
                migrationBuilder.AddForeignKeySafely(
                    name: "fk_orders_users",
                    table: "orders",
                    column: "user_id",
                    principalTable: "users",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
                migrationBuilder.AddForeignKeySafely(name: "fk_refs_pairs", table: "refs", columns: new[] { "x", "y" }, principalTable: "pairs", principalColumns: new[] { "a", "b" }, onUpdate: ReferentialAction.Restrict);
                """,
            Earlier = """migrationBuilder.Sql("CREATE TABLE refs (x bigint, y bigint)");""",
            Rows = ["INSERT INTO refs SELECT a, b FROM pairs"],
            BlocksBefore = true,
        },
        new("DBM1003", "foreign key beside other operations")
        {
            InOwnMigration = true,
            Up = """
                migrationBuilder.AddColumn<string>(name: "code", table: "users", type: "text", nullable: true);

                migrationBuilder.AddForeignKey(
                    name: "fk_orders_users",
                    table: "orders",
                    column: "user_id",
                    principalTable: "users",
                    principalColumn: "id");
                """,
            Down = """
                migrationBuilder.DropForeignKey(name: "fk_orders_users", table: "orders");

                migrationBuilder.DropColumn(name: "code", table: "users");
                """,
            After = """
                migrationBuilder.AddColumn<string>(name: "code", table: "users", type: "text", nullable: true);

                migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;");
                """,
            NewFiles =
            [
                NewFile.Of(1, "ValidateFkOrdersUsers", """migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_users;", suppressTransaction: true);""", ""),
            ],
            BlocksBefore = true,
        },
    ];
}
