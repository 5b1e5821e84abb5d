using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

internal static class DBM3003Cases
{
    private const string With = """
        modelBuilder.Entity("Shop.Order", b =>
        {
            b.Property<long>("id").HasColumnType("bigint");
            b.Property<decimal>("total").HasColumnType("numeric");
            b.Property<string>("status").HasColumnType("text");
            b.HasKey("id");
            b.ToTable("orders");
        });
        """;

    private const string WithoutStatus = """
        modelBuilder.Entity("Shop.Order", b =>
        {
            b.Property<long>("id").HasColumnType("bigint");
            b.Property<decimal>("total").HasColumnType("numeric");
            b.HasKey("id");
            b.ToTable("orders");
        });
        """;

    private const string WithoutTotal = """
        modelBuilder.Entity("Shop.Order", b =>
        {
            b.Property<long>("id").HasColumnType("bigint");
            b.Property<string>("status").HasColumnType("text");
            b.HasKey("id");
            b.ToTable("orders");
        });
        """;

    public static ImmutableArray<FixCase> All { get; } =
    [
        new("DBM3003", "column with an index")
        {
            Earlier = """migrationBuilder.Sql("ANALYZE orders");""",
            OtherFiles = [NewFile.Designer("20240101120000_Earlier", With), NewFile.Designer("20240102000000_Change", WithoutStatus)],
            Up = """
                migrationBuilder.DropIndex(name: "ix_orders_status", table: "orders");

                migrationBuilder.DropColumn(name: "status", table: "orders");

                migrationBuilder.AddColumn<string>(name: "phone", table: "users", type: "text", nullable: true);
                """,
            Down = """
                migrationBuilder.DropColumn(name: "phone", table: "users");

                migrationBuilder.AddColumn<string>(name: "status", table: "orders", type: "text", nullable: true);

                migrationBuilder.CreateIndex(name: "ix_orders_status", table: "orders", column: "status");
                """,
            After = """migrationBuilder.AddColumn<string>(name: "phone", table: "users", type: "text", nullable: true);""",
            DownAfter = """migrationBuilder.DropColumn(name: "phone", table: "users");""",
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    """
                    migrationBuilder.DropIndex(name: "ix_orders_status", table: "orders");

                    migrationBuilder.DropColumn(name: "status", table: "orders");
                    """,
                    """
                    migrationBuilder.AddColumn<string>(name: "status", table: "orders", type: "text", nullable: true);

                    migrationBuilder.CreateIndex(name: "ix_orders_status", table: "orders", column: "status");
                    """),
                NewFile.Designer("20240102000005_ChangeContract", WithoutStatus),
            ],
            BecomesSuggestion = true,
            InDocs = true,
        },
        new("DBM3003", "required column")
        {
            Earlier = """migrationBuilder.Sql("ANALYZE orders");""",
            OtherFiles = [NewFile.Designer("20240101120000_Earlier", With), NewFile.Designer("20240102000000_Change", WithoutTotal)],
            Up = """migrationBuilder.DropColumn(name: "total", table: "orders");""",
            Down = """
                migrationBuilder.AddColumn<decimal>(name: "total", table: "orders", type: "numeric", nullable: false, defaultValue: 0m);
                migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN total DROP DEFAULT");
                """,
            After = """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN total SET DEFAULT 0;");""",
            DownAfter = """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN total DROP DEFAULT;");""",
            NewFiles =
            [
                NewFile.Of(
                    1,
                    "Contract",
                    """migrationBuilder.DropColumn(name: "total", table: "orders");""",
                    """migrationBuilder.AddColumn<decimal>(name: "total", table: "orders", type: "numeric", nullable: false, defaultValue: 0m);"""),
                NewFile.Designer("20240102000005_ChangeContract", WithoutTotal),
            ],
            WhileBothRun = [("INSERT INTO orders (id) VALUES (90001) RETURNING total = 0", "True"), ("DELETE FROM orders WHERE id = 90001", null)],
            BecomesSuggestion = true,
        },
    ];
}
