namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Reversibility;

internal static class DBM6002Cases
{
    public static IEnumerable<FixCase> All =>
    [
        new("DBM6002", "column")
        {
            Up = """"
                migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
                migrationBuilder.AddColumn<string>(name: "label", table: "orders", type: "text", nullable: true);
                """",
            After = """"
                migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
                migrationBuilder.AddColumn<string>(name: "label", table: "orders", type: "text", nullable: true);
                """",
            Down = """"
                migrationBuilder.DropColumn(name: "label", table: "orders"); // first
                """",
            DownAfter = """"
                migrationBuilder.DropColumn(name: "label", table: "orders"); // first

                migrationBuilder.DropColumn(
                    name: "note",
                    table: "orders");
                """",
        },
        new("DBM6002", "index of a dropped column")
        {
            Up = """"
                migrationBuilder.DropColumn(name: "status", table: "orders");
                """",
            After = """"
                migrationBuilder.DropColumn(name: "status", table: "orders");
                """",
            Down = """"
                migrationBuilder.AddColumn<string>(name: "status", table: "orders", type: "text", nullable: true);
                """",
            DownAfter = """"
                migrationBuilder.AddColumn<string>(name: "status", table: "orders", type: "text", nullable: true);

                migrationBuilder.CreateIndex(
                    name: "ix_orders_status",
                    table: "orders",
                    column: "status");
                """",
        },
        new("DBM6002", "operations before and after")
        {
            Up = """"
                migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
                migrationBuilder.AddColumn<string>(name: "label", table: "orders", type: "text", nullable: true);
                migrationBuilder.RenameColumn(name: "email", table: "users", newName: "mail");
                """",
            After = """"
                migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
                migrationBuilder.AddColumn<string>(name: "label", table: "orders", type: "text", nullable: true);
                migrationBuilder.RenameColumn(name: "email", table: "users", newName: "mail");
                """",
            Down = """"
                // the label
                migrationBuilder.DropColumn(name: "label", table: "orders");
                """",
            DownAfter = """"
                migrationBuilder.RenameColumn(
                    name: "mail",
                    table: "users",
                    newName: "email");

                // the label
                migrationBuilder.DropColumn(name: "label", table: "orders");

                migrationBuilder.DropColumn(
                    name: "note",
                    table: "orders");
                """",
        },
    ];
}
