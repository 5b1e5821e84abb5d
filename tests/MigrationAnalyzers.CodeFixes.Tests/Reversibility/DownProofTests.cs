using MigrationAnalyzers.CodeFixes.Reversibility;
using MigrationAnalyzers.CodeFixes.Tests.Proof;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Tests.Reversibility;

/// <summary>Up and the Down that the fix writes, run by EF Core's commands on live servers, lead back to the schema of the start.</summary>
public class DownProofTests
{
    private const string EmptyDown = "protected override void Down(MigrationBuilder migrationBuilder)\n    {\n    }";

    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            foreach (int major in (int[])[14, 18])
            {
                foreach (var up in s_ups)
                {
                    cases.Add(major, up);
                }
            }

            return cases;
        }
    }

    private static readonly string[] s_ups =
    [
        // Columns, with and without what goes with them.
        """
        migrationBuilder.AddColumn<string>(name: "name", table: "users", type: "character varying(50)", maxLength: 50, nullable: false, defaultValue: "");
        migrationBuilder.RenameColumn(name: "email", table: "users", newName: "Mail");
        migrationBuilder.DropColumn(name: "status", table: "orders");
        migrationBuilder.DropColumn(name: "total", table: "orders");
        """,
        // Tables, with keys, indexes and a schema.
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
        // Constraints, indexes, nullability, types, defaults; in calls and in SQL.
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
        // Several subcommands in one ALTER TABLE, of which one rests on the other.
        """
        migrationBuilder.Sql("ALTER TABLE users ADD COLUMN age integer, ADD CONSTRAINT ck_users_age CHECK (age > 0)");
        migrationBuilder.Sql("ALTER TABLE pairs DROP CONSTRAINT pk_pairs, DROP COLUMN b");
        """,
        // Outside of the transaction.
        """
        migrationBuilder.CreateIndex(name: "ix_users_email", table: "users", column: "email").Annotation("Npgsql:CreatedConcurrently", true);
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY ix_orders_status", suppressTransaction: true);
        """,
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task UpThenDown_ReturnsToTheStart(int major, string up)
    {
        var workspace = FixWorkspace.Create(
            new MigrationAnalyzer(),
            [("/0/Test0.cs", DBM6001FixTests.Migration(up, EmptyDown)), (ShopSources.InitialPath, ShopSources.Initial)]);
        var provider = new DBM6001DownMissingFix();
        var finding = Assert.Single(await workspace.FindingsAsync(), static d => d.Id == "DBM6001");
        var action = Assert.Single(await workspace.OfferedAsync(provider, finding));
        await workspace.ApplyAsync(action);
        Assert.DoesNotContain(await workspace.FindingsAsync(), static d => d.Id == "DBM6001");

        var compilation = (await workspace.Project.GetCompilationAsync())!;
        var start = EfCommands.OfUp(compilation, "Shop.Migrations.Initial", major).Select(static c => c.Text).ToList();
        var there = EfCommands.OfUp(compilation, "Shop.Migrations.Change", major);
        var back = EfCommands.OfDown(compilation, "Shop.Migrations.Change", major);
        string[] tables = ["users"];
        var untouched = await LiveRun.RunAsync(major, start, tables, []);
        var after = await LiveRun.RunAsync(major, start, tables, [.. there, .. back]);

        Assert.NotEmpty(back);
        Assert.Null(after.Error);
        Assert.Equal(Unordered(untouched.Catalog), Unordered(after.Catalog));
    }

    /// <summary>A column that comes back stands at the end of its table: the positions are not compared.</summary>
    private static string Unordered(string catalog) => string.Join('\n', catalog.Split('\n').Order(StringComparer.Ordinal));
}
