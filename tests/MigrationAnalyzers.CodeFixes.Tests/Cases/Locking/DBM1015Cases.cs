namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Locking;

internal static class DBM1015Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM1015", "after the constraint")
        {
            Up = """
                migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck_orders_total CHECK (total >= 0) NOT VALID");
                migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_total");
                """,
            After = """
                migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck_orders_total CHECK (total >= 0) NOT VALID");
                migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_total", suppressTransaction: true);
                """,
            BlocksBefore = true,
        },
        new("DBM1015", "after the constraint, runtime")
        {
            Runtime = true,
            Up = """
                migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck_orders_total CHECK (total >= 0) NOT VALID");
                migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_total");
                """,
            After = """
                migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck_orders_total CHECK (total >= 0) NOT VALID");
                migrationBuilder.ValidateConstraintSafely(
                    name: "ck_orders_total",
                    table: "orders");
                """,
            BlocksBefore = true,
        },
        new("DBM1015", "in one call")
        {
            Up = """"
                migrationBuilder.Sql("""
                    ALTER TABLE orders ADD CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
                    ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_users;
                    """);
                """",
            After = """"
                migrationBuilder.Sql("""
                    ALTER TABLE orders ADD CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
                    """);
                migrationBuilder.Sql("""
                    ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_users;
                    """, suppressTransaction: true);
                """",
            BlocksBefore = true,
        },
    ];
}
