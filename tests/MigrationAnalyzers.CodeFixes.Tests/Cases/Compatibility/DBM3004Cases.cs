using System.Collections.Immutable;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases.Compatibility;

internal static class DBM3004Cases
{
    private const string Users = """
        modelBuilder.Entity("Shop.User", b =>
        {
            b.Property<long>("id").HasColumnType("bigint");
            b.HasKey("id");
            b.ToTable("users");
        });
        """;

    private const string Pairs = """
        modelBuilder.Entity("Shop.Pair", b =>
        {
            b.Property<long>("a").HasColumnType("bigint");
            b.Property<long>("b").HasColumnType("bigint");
            b.HasKey("a", "b");
            b.ToTable("pairs");
        });
        """;

    private const string CreatePairs = """
        migrationBuilder.CreateTable(
            name: "pairs",
            columns: table => new
            {
                a = table.Column<long>(type: "bigint", nullable: false),
                b = table.Column<long>(type: "bigint", nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_pairs", x => new { x.a, x.b }));
        """;

    public static ImmutableArray<FixCase> All { get; } =
    [
        new("DBM3004", "table")
        {
            Earlier = """migrationBuilder.Sql("ANALYZE orders");""",
            OtherFiles = [NewFile.Designer("20240101120000_Earlier", Users + "\n" + Pairs), NewFile.Designer("20240102000000_Change", Users)],
            Up = """
                migrationBuilder.AddColumn<string>(name: "phone", table: "users", type: "text", nullable: true);

                migrationBuilder.DropTable(name: "pairs");
                """,
            Down = CreatePairs + "\n\n" + """migrationBuilder.DropColumn(name: "phone", table: "users");""",
            After = """migrationBuilder.AddColumn<string>(name: "phone", table: "users", type: "text", nullable: true);""",
            DownAfter = """migrationBuilder.DropColumn(name: "phone", table: "users");""",
            NewFiles =
            [
                NewFile.Of(1, "Contract", """migrationBuilder.DropTable(name: "pairs");""", CreatePairs),
                NewFile.Designer("20240102000005_ChangeContract", Users),
            ],
            BecomesSuggestion = true,
        },
    ];
}
