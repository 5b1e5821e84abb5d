using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Transactions;

internal static class DBM5002Cases
{
    public static ImmutableArray<FixCase> All { get; } =
    [
        new("DBM5002", "concurrent index")
        {
            Up = """
                migrationBuilder.AddColumn<string>(name: "code", table: "orders", type: "text", nullable: true);

                migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id")
                    .Annotation("Npgsql:CreatedConcurrently", true);

                migrationBuilder.AddColumn<string>(name: "phone", table: "users", type: "text", nullable: true);
                """,
            Down = """
                migrationBuilder.DropIndex(name: "ix_orders_user_id", table: "orders");

                migrationBuilder.DropColumn(name: "code", table: "orders");

                migrationBuilder.DropColumn(name: "phone", table: "users");
                """,
            After = """
                migrationBuilder.AddColumn<string>(name: "code", table: "orders", type: "text", nullable: true);

                migrationBuilder.AddColumn<string>(name: "phone", table: "users", type: "text", nullable: true);
                """,
            DownAfter = """
                migrationBuilder.DropColumn(name: "code", table: "orders");

                migrationBuilder.DropColumn(name: "phone", table: "users");
                """,
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "CreateIxOrdersUserId",
                    """
                    migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id")
                        .Annotation("Npgsql:CreatedConcurrently", true);
                    """,
                    """migrationBuilder.DropIndex(name: "ix_orders_user_id", table: "orders");"""),
            ],
        },
        new("DBM5002", "what follows needs it")
        {
            Up = """
                migrationBuilder.AddColumn<long>(name: "number", table: "orders", type: "bigint", nullable: true);
                migrationBuilder.Sql("CREATE UNIQUE INDEX CONCURRENTLY ux_orders_number ON orders (number)", suppressTransaction: true);
                migrationBuilder.Sql("ALTER TABLE pairs ADD CONSTRAINT fk_pairs_orders FOREIGN KEY (a) REFERENCES orders (number) NOT VALID");
                """,
            Down = """
                migrationBuilder.DropForeignKey(name: "fk_pairs_orders", table: "pairs");
                migrationBuilder.DropIndex(name: "ux_orders_number", table: "orders");
                migrationBuilder.DropColumn(name: "number", table: "orders");
                """,
            After = """migrationBuilder.AddColumn<long>(name: "number", table: "orders", type: "bigint", nullable: true);""",
            DownAfter = """migrationBuilder.DropColumn(name: "number", table: "orders");""",
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "CreateUxOrdersNumber",
                    """migrationBuilder.Sql("CREATE UNIQUE INDEX CONCURRENTLY ux_orders_number ON orders (number)", suppressTransaction: true);""",
                    """migrationBuilder.DropIndex(name: "ux_orders_number", table: "orders");"""),
                NewFile.Of(
                    2,
                    "Rest",
                    """migrationBuilder.Sql("ALTER TABLE pairs ADD CONSTRAINT fk_pairs_orders FOREIGN KEY (a) REFERENCES orders (number) NOT VALID");""",
                    """migrationBuilder.DropForeignKey(name: "fk_pairs_orders", table: "pairs");"""),
            ],
        },
    ];
}
