namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Reversibility;

/// <summary>Up stays, and Down comes.</summary>
internal static class DBM6001Cases
{
    public static IEnumerable<FixCase> All =>
    [
        Case(
            "added column",
            """
            migrationBuilder.AddColumn<string>(
                name: "name",
                table: "users",
                type: "text",
                nullable: true);
            """,
            """
            migrationBuilder.DropColumn(
                name: "name",
                table: "users");
            """),
        // Columns, with and without what goes with them.
        Case(
            "columns",
            """
            migrationBuilder.AddColumn<string>(name: "name", table: "users", type: "character varying(50)", maxLength: 50, nullable: false, defaultValue: "");
            migrationBuilder.RenameColumn(name: "email", table: "users", newName: "Mail");
            migrationBuilder.DropColumn(name: "status", table: "orders");
            migrationBuilder.DropColumn(name: "total", table: "orders");
            """,
            """
            migrationBuilder.AddColumn<decimal>(
                name: "total",
                table: "orders",
                type: "numeric",
                nullable: false,
                defaultValueSql: "0");

            migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN total DROP DEFAULT;");

            migrationBuilder.AddColumn<string>(
                name: "status",
                table: "orders",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_status",
                table: "orders",
                column: "status");

            migrationBuilder.RenameColumn(
                name: "Mail",
                table: "users",
                newName: "email");

            migrationBuilder.DropColumn(
                name: "name",
                table: "users");
            """),
        // Tables, with keys, indexes and a schema.
        Case(
            "tables",
            """
            migrationBuilder.CreateTable(
                name: "tags",
                columns: table => new { id = table.Column<int>(type: "integer", nullable: false), text = table.Column<string>(type: "text", nullable: true) },
                constraints: table => table.PrimaryKey("pk_tags", x => x.id));
            migrationBuilder.CreateIndex(name: "ix_tags_text", table: "tags", column: "text");
            migrationBuilder.DropTable(name: "Order Lines", schema: "Sales");
            migrationBuilder.DropTable(name: "pairs");
            migrationBuilder.RenameTable(name: "users", newName: "Customers");
            """,
            """
            migrationBuilder.RenameTable(
                name: "Customers",
                newName: "users");

            migrationBuilder.CreateTable(
                name: "pairs",
                columns: table => new
                {
                    a = table.Column<long>(type: "bigint", nullable: false),
                    b = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pairs", x => new { x.a, x.b });
                });

            migrationBuilder.CreateTable(
                name: "Order Lines",
                schema: "Sales",
                columns: table => new
                {
                    OrderId = table.Column<long>(type: "bigint", nullable: false),
                    Line = table.Column<int>(type: "integer", nullable: false),
                    Id = table.Column<System.Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Lines", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Lines_Line",
                schema: "Sales",
                table: "Order Lines",
                column: "Line");

            migrationBuilder.DropTable(
                name: "tags");
            """),
        // Constraints, indexes, nullability, types, defaults; in calls and in SQL.
        Case(
            "constraints, indexes, types and defaults, in calls and in SQL",
            """
            migrationBuilder.AddForeignKey(
                name: "fk_orders_users", table: "orders", column: "user_id", principalTable: "users", principalColumn: "id", onDelete: ReferentialAction.Cascade);
            migrationBuilder.AddCheckConstraint(name: "ck_orders_total", table: "orders", sql: "total >= 0");
            migrationBuilder.DropIndex(name: "ix_orders_status", table: "orders");
            migrationBuilder.CreateIndex(name: "ix_orders_user", table: "orders", columns: new[] { "user_id", "id" }, descending: new[] { false, true });
            migrationBuilder.AlterColumn<int>(
                name: "user_id", table: "orders", type: "integer", nullable: true, oldClrType: typeof(long), oldType: "bigint", oldNullable: true);
            migrationBuilder.Sql("ALTER TABLE users ALTER COLUMN email SET NOT NULL, ALTER COLUMN email SET DEFAULT 'none'");
            migrationBuilder.Sql("ALTER TABLE pairs DROP CONSTRAINT pk_pairs");
            """,
            """
            migrationBuilder.AddPrimaryKey(
                name: "pk_pairs",
                table: "pairs",
                columns: new[] { "a", "b" });

            migrationBuilder.Sql("ALTER TABLE users ALTER COLUMN email DROP DEFAULT;");

            migrationBuilder.Sql("ALTER TABLE users ALTER COLUMN email DROP NOT NULL;");

            migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN user_id TYPE bigint;");

            migrationBuilder.DropIndex(
                name: "ix_orders_user",
                table: "orders");

            migrationBuilder.CreateIndex(
                name: "ix_orders_status",
                table: "orders",
                column: "status");

            migrationBuilder.DropCheckConstraint(
                name: "ck_orders_total",
                table: "orders");

            migrationBuilder.DropForeignKey(
                name: "fk_orders_users",
                table: "orders");
            """,
            blocks: true),
        // Several subcommands in one ALTER TABLE, of which one rests on the other.
        Case(
            "clauses that rest on one another",
            """
            migrationBuilder.Sql("ALTER TABLE users ADD COLUMN age integer, ADD CONSTRAINT ck_users_age CHECK (age > 0)");
            migrationBuilder.Sql("ALTER TABLE pairs DROP CONSTRAINT pk_pairs, DROP COLUMN b");
            """,
            """
            migrationBuilder.AddColumn<long>(
                name: "b",
                table: "pairs",
                type: "bigint",
                nullable: false,
                defaultValueSql: "0");

            migrationBuilder.Sql("ALTER TABLE pairs ALTER COLUMN b DROP DEFAULT;");

            migrationBuilder.AddPrimaryKey(
                name: "pk_pairs",
                table: "pairs",
                columns: new[] { "a", "b" });

            migrationBuilder.DropCheckConstraint(
                name: "ck_users_age",
                table: "users");

            migrationBuilder.DropColumn(
                name: "age",
                table: "users");
            """,
            blocks: true),
        // Outside of the transaction.
        Case(
            "outside of the transaction",
            """
            migrationBuilder.CreateIndex(name: "ix_users_email", table: "users", column: "email").Annotation("Npgsql:CreatedConcurrently", true);
            migrationBuilder.Sql("DROP INDEX CONCURRENTLY ix_orders_status", suppressTransaction: true);
            """,
            """
            migrationBuilder.CreateIndex(
                name: "ix_orders_status",
                table: "orders",
                column: "status")
                .Annotation("Npgsql:CreatedConcurrently", true);

            migrationBuilder.Sql("DROP INDEX CONCURRENTLY ix_users_email;", suppressTransaction: true);
            """),
    ];

    private static FixCase Case(string name, string up, string down, bool blocks = false) =>
        new("DBM6001", name) { Up = up, After = up, Down = "", DownAfter = down, BlocksBefore = blocks, BlocksAfter = blocks };
}
