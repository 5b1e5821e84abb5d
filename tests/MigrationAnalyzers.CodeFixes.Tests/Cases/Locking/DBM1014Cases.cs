namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Locking;

internal static class DBM1014Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM1014", "keys of a table that is renamed")
        {
            Up = """
                migrationBuilder.DropPrimaryKey(
                    name: "pk_orders",
                    table: "orders");

                migrationBuilder.RenameTable(
                    name: "orders",
                    newName: "purchases");

                migrationBuilder.AddPrimaryKey(
                    name: "pk_purchases",
                    table: "purchases",
                    column: "id");
                """,
            After = """
                migrationBuilder.RenameTable(
                    name: "orders",
                    newName: "purchases");

                migrationBuilder.Sql("ALTER TABLE purchases RENAME CONSTRAINT pk_orders TO pk_purchases;");
                """,
            BlocksBefore = true,
        },
        new("DBM1014", "foreign key after the key that it needs")
        {
            Earlier = """migrationBuilder.AddForeignKey("fk_orders_users", "orders", "user_id", "users", principalColumn: "id");""",
            Up = """
                migrationBuilder.DropForeignKey(name: "fk_orders_users", table: "orders");
                migrationBuilder.DropPrimaryKey(name: "pk_users", table: "users");
                migrationBuilder.RenameTable(name: "users", newName: "people");
                migrationBuilder.AddPrimaryKey(name: "pk_people", table: "people", column: "id");
                migrationBuilder.AddForeignKey("fk_orders_people", "orders", "user_id", "people", principalColumn: "id");
                """,
            After = """
                migrationBuilder.RenameTable(name: "users", newName: "people");
                migrationBuilder.Sql("ALTER TABLE people RENAME CONSTRAINT pk_users TO pk_people;");
                migrationBuilder.Sql("ALTER TABLE orders RENAME CONSTRAINT fk_orders_users TO fk_orders_people;");
                """,
            BlocksBefore = true,
        },
        new("DBM1014", "action of a foreign key")
        {
            Earlier = """migrationBuilder.AddForeignKey("fk_orders_users", "orders", "user_id", "users", principalColumn: "id");""",
            Up = """
                migrationBuilder.DropForeignKey(name: "fk_orders_users", table: "orders");
                migrationBuilder.AddForeignKey("fk_orders_users", "orders", "user_id", "users", principalColumn: "id", onDelete: ReferentialAction.Cascade);
                """,
            After = """
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT IF EXISTS fk_orders_users_new, ADD CONSTRAINT fk_orders_users_new FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_users_new;", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT fk_orders_users;");
                migrationBuilder.Sql("ALTER TABLE orders RENAME CONSTRAINT fk_orders_users_new TO fk_orders_users;");
                """,
            BlocksBefore = true,
        },
        new("DBM1014", "deferrability, in one call")
        {
            Earlier = """migrationBuilder.AddForeignKey("fk_orders_users", "orders", "user_id", "users", principalColumn: "id");""",
            Up = """
                migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT fk_orders_users; ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) DEFERRABLE INITIALLY DEFERRED;");
                """,
            After = """
                migrationBuilder.Sql("ALTER TABLE orders ALTER CONSTRAINT fk_orders_users DEFERRABLE INITIALLY DEFERRED;");
                migrationBuilder.Sql("ALTER TABLE orders RENAME CONSTRAINT fk_orders_users TO fk;");
                """,
            BlocksBefore = true,
        },
        new("DBM1014", "statement and call")
        {
            Earlier = """migrationBuilder.AddUniqueConstraint("ak_users_email", "users", "email");""",
            Up = """
                migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT ak_users_email");
                migrationBuilder.AddUniqueConstraint("uq_users_email", "users", "email");
                """,
            After = """
                migrationBuilder.Sql("ALTER TABLE users RENAME CONSTRAINT ak_users_email TO uq_users_email;");
                """,
            BlocksBefore = true,
        },
    ];
}
