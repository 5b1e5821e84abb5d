using MigrationAnalyzers.CodeFixes.Compatibility;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.CodeFixes.Tests.NewMigrations;

/// <summary>What is dropped goes one deployment later than out of the model.</summary>
public class ContractTests
{
    private const string WithoutNote = """
        b.Property<long>("id").HasColumnType("bigint");
        b.Property<long?>("user_id").HasColumnType("bigint");
        b.Property<decimal>("total").HasColumnType("numeric");
        b.HasKey("id");
        b.ToTable("orders");
        """;

    private const string DropNote = """
        migrationBuilder.DropColumn(
            name: "note",
            table: "orders");
        """;

    private const string AddNote = """
        migrationBuilder.AddColumn<string>(
            name: "note",
            table: "orders",
            type: "text",
            nullable: true);
        """;

    private const string DropStatus = """
        migrationBuilder.DropColumn(
            name: "status",
            table: "orders");
        """;

    private const string AddStatus = """
        migrationBuilder.AddColumn<string>(
            name: "status",
            table: "orders",
            type: "text",
            nullable: false,
            defaultValue: "");
        """;

    private const string DropIndex = """
        migrationBuilder.DropIndex(
            name: "ix_orders_status",
            table: "orders");
        """;

    private const string CreateIndex = """
        migrationBuilder.CreateIndex(
            name: "ix_orders_status",
            table: "orders",
            column: "status");
        """;

    [Fact]
    public async Task DroppedColumns_GoIntoAMigrationOfTheirOwn()
    {
        var workspace = await SplitTest<DBM3003ColumnDroppedFix>.FixAsync(
            Scaffold.Files(
                string.Join("\n\n", DropIndex, DropNote, DropStatus),
                string.Join("\n\n", AddNote, AddStatus, CreateIndex),
                WithoutNote),
            remains: DiagnosticSeverity.Info);

        Assert.Equal(
            Scaffold.Code(
                "Change",
                """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN status SET DEFAULT '';");""",
                """migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN status DROP DEFAULT;");"""),
            await workspace.TextAsync(Scaffold.MainPath));
        Assert.Equal(
            Scaffold.Code("ChangeContract", string.Join("\n\n", DropIndex, DropNote, DropStatus), string.Join("\n\n", AddNote, AddStatus, CreateIndex)),
            await workspace.TextAsync(Scaffold.Folder + "20240102000005_ChangeContract.cs"));
        Assert.Equal(
            Scaffold.Designer("20240102000005_ChangeContract", "ChangeContract", WithoutNote),
            await workspace.TextAsync(Scaffold.Folder + "20240102000005_ChangeContract.Designer.cs"));
    }

    [Fact]
    public Task ColumnThatTheModelStillHas_StaysInItsMigration() => SplitTest<DBM3003ColumnDroppedFix>.NotOfferedAsync(Scaffold.Files(DropNote, AddNote));

    [Fact]
    public Task RequiredColumnOfAUniqueIndex_StaysInItsMigration() => SplitTest<DBM3003ColumnDroppedFix>.NotOfferedAsync(Scaffold.Files(
        """migrationBuilder.Sql("CREATE UNIQUE INDEX ux ON orders (status)");""" + "\n" + DropStatus, AddStatus + "\n" + """migrationBuilder.Sql("DROP INDEX ux");""", WithoutNote));

    [Fact]
    public async Task DroppedTable_GoesIntoAMigrationOfItsOwn()
    {
        const string DropTable = """
            migrationBuilder.DropTable(
                name: "orders");
            """;
        const string CreateTable = """
            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders", x => x.id);
                });
            """;
        const string WithoutOrders = """
            b.Property<long>("id").HasColumnType("bigint");
            b.HasKey("id");
            b.ToTable("users");
            """;
        var workspace = await SplitTest<DBM3004TableDroppedFix>.FixAsync(Scaffold.Files(DropTable, CreateTable, WithoutOrders), remains: DiagnosticSeverity.Info);

        Assert.Equal(Scaffold.Code("Change", "", ""), await workspace.TextAsync(Scaffold.MainPath));
        Assert.Equal(Scaffold.Code("ChangeContract", DropTable, CreateTable), await workspace.TextAsync(Scaffold.Folder + "20240102000005_ChangeContract.cs"));
    }

    /// <summary>The expansion copies the index by the name that it has: its new name comes with that of the column.</summary>
    [Fact]
    public async Task RenamedIndexOfARenamedColumn_GoesWithTheContraction()
    {
        var workspace = await SplitTest<DBM3001ColumnRenamedFix>.FixAsync(
            Scaffold.Files(
                """
                migrationBuilder.RenameColumn(name: "status", table: "orders", newName: "state");
                migrationBuilder.RenameIndex(name: "ix_orders_status", table: "orders", newName: "ix_orders_state");
                """,
                """
                migrationBuilder.RenameColumn(name: "state", table: "orders", newName: "status");
                migrationBuilder.RenameIndex(name: "ix_orders_state", table: "orders", newName: "ix_orders_status");
                """),
            remains: DiagnosticSeverity.Info,
            runtime: true);

        var main = await workspace.TextAsync(Scaffold.MainPath);
        Assert.Contains("migrationBuilder.ExpandRenameColumn(", main, StringComparison.Ordinal);
        Assert.Contains("using MigrationAnalyzers.Runtime;", main, StringComparison.Ordinal);
        Assert.DoesNotContain("RenameIndex", main, StringComparison.Ordinal);
        var contract = await workspace.TextAsync(Scaffold.Folder + "20240102000005_ChangeContract.cs");
        Assert.True(contract.IndexOf("ContractRenameColumn", StringComparison.Ordinal) < contract.IndexOf("RenameIndex", StringComparison.Ordinal));
        Assert.Contains("using MigrationAnalyzers.Runtime;", contract, StringComparison.Ordinal);
    }
}
