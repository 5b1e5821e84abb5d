namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Design;

internal static class DBM8007Cases
{
    private const string Difference = "The index is there.";

    public static IEnumerable<FixCase> All =>
    [
        new("DBM8007", "table")
        {
            Up = """migrationBuilder.Sql("CREATE TABLE notes (id bigint CONSTRAINT pk_notes PRIMARY KEY, order_id bigint CONSTRAINT fk_notes_orders REFERENCES orders (id))");""",
            After = """
                migrationBuilder.Sql("CREATE TABLE notes (id bigint CONSTRAINT pk_notes PRIMARY KEY, order_id bigint CONSTRAINT fk_notes_orders REFERENCES orders (id))");
                migrationBuilder.Sql("CREATE INDEX ix_notes_order_id ON notes (order_id);");
                """,
            Down = """migrationBuilder.DropTable(name: "notes");""",
            SameCatalog = false,
            Difference = Difference,
        },
        new("DBM8007", "two tables with two keys")
        {
            Up = """
                migrationBuilder.Sql("CREATE TABLE a (id bigint CONSTRAINT pk_a PRIMARY KEY, x bigint REFERENCES orders, y bigint REFERENCES users)");
                migrationBuilder.Sql("CREATE TABLE b (id bigint CONSTRAINT pk_b PRIMARY KEY, \"A\" bigint REFERENCES a)");
                """,
            After = """
                migrationBuilder.Sql("CREATE TABLE a (id bigint CONSTRAINT pk_a PRIMARY KEY, x bigint REFERENCES orders, y bigint REFERENCES users)");
                migrationBuilder.Sql("CREATE INDEX ix_a_x ON a (x);");
                migrationBuilder.Sql("CREATE INDEX ix_a_y ON a (y);");
                migrationBuilder.Sql("CREATE TABLE b (id bigint CONSTRAINT pk_b PRIMARY KEY, \"A\" bigint REFERENCES a)");
                migrationBuilder.Sql("CREATE INDEX \"ix_b_A\" ON b (\"A\");");
                """,
            Down = """
                migrationBuilder.DropTable(name: "b");
                migrationBuilder.DropTable(name: "a");
                """,
            SameCatalog = false,
            Difference = Difference,
        },
        new("DBM8007", "file")
        {
            SqlFile = "CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint);\nALTER TABLE notes ADD FOREIGN KEY (order_id) REFERENCES orders",
            SqlFileAfter = "CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint);\nALTER TABLE notes ADD FOREIGN KEY (order_id) REFERENCES orders;\nCREATE INDEX ix_notes_order_id ON notes (order_id);",
            SameCatalog = false,
            Difference = Difference,
        },
    ];
}
