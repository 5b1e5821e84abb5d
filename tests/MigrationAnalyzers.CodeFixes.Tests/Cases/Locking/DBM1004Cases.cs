namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Locking;

internal static class DBM1004Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM1004", "constraint of a call")
        {
            Up = """migrationBuilder.AddCheckConstraint(name: "ck_orders_total", table: "orders", sql: "total >= 0 AND status <> 'x'");""",
            After = """
                migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck_orders_total CHECK (total >= 0 AND status <> 'x') NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck_orders_total;", suppressTransaction: true);
                """,
            BlocksBefore = true,
        },
        new("DBM1004", "schema, and a statement with another clause")
        {
            Up = """
                migrationBuilder.AddCheckConstraint(name: "CK_Lines", schema: "Sales", table: "Order Lines", sql: "\"Line\" > 0");
                migrationBuilder.Sql("ALTER TABLE users ADD CONSTRAINT ck_users CHECK (email LIKE '%@%'), ADD COLUMN name text");
                """,
            After = """
                migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" ADD CONSTRAINT \"CK_Lines\" CHECK (\"Line\" > 0) NOT VALID;");
                migrationBuilder.Sql("ALTER TABLE \"Sales\".\"Order Lines\" VALIDATE CONSTRAINT \"CK_Lines\";", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE users ADD CONSTRAINT ck_users CHECK (email LIKE '%@%') NOT VALID, ADD COLUMN name text");
                migrationBuilder.Sql("ALTER TABLE users VALIDATE CONSTRAINT ck_users;", suppressTransaction: true);
                """,
            BlocksBefore = true,
        },
        new("DBM1004", "file")
        {
            SqlFile = """
                ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0), ADD COLUMN x int;
                """,
            SqlFileAfter = """
                ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0) NOT VALID, ADD COLUMN x int;
                ALTER TABLE orders VALIDATE CONSTRAINT ck;
                """,
            BlocksBefore = true,
        },
        new("DBM1004", "check of a call, runtime")
        {
            Runtime = true,
            Up = """migrationBuilder.AddCheckConstraint("CK_Lines", "Order Lines", "\"Line\" > 0", "Sales");""",
            After = """migrationBuilder.AddCheckConstraintSafely(name: "CK_Lines", table: "Order Lines", sql: "\"Line\" > 0", schema: "Sales");""",
            BlocksBefore = true,
        },
    ];
}
