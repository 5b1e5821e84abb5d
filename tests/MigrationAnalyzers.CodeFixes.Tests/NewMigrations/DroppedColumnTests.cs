using MigrationAnalyzers.CodeFixes.Locking;
using MigrationAnalyzers.CodeFixes.Reversibility;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Testing;

namespace MigrationAnalyzers.CodeFixes.Tests.NewMigrations;

/// <summary>What goes with a column comes back with it, in whichever migration that then is.</summary>
public class DroppedColumnTests
{
    [Fact]
    public async Task KeyOfTheColumn_IsMadeAgainWhereTheColumnIs()
    {
        const string Up = """
            migrationBuilder.AddColumn<string>(name: "code", table: "users", type: "text", nullable: true);
            migrationBuilder.DropColumn(name: "b", table: "pairs");
            migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id");
            """;
        var workspace = FixWorkspace.Create(new MigrationAnalyzer(), [(ShopSources.InitialPath, ShopSources.Initial), (ShopSources.ChangePath, ShopSources.WithUpAndDown(Up, ""))]);
        await workspace.FixOneByOneAsync(new DBM6001DownMissingFix());
        Assert.Contains("AddPrimaryKey", await workspace.TextAsync(ShopSources.ChangePath), StringComparison.Ordinal);

        await workspace.FixOneByOneAsync(new DBM1019WorkUnderExclusiveLockFix());

        Assert.DoesNotContain("AddPrimaryKey", await workspace.TextAsync(ShopSources.ChangePath), StringComparison.Ordinal);
        var own = await workspace.TextAsync(workspace.Paths.Single(static p => p.EndsWith("_ChangeDropPairsB.cs", StringComparison.Ordinal)));
        Assert.True(own.IndexOf("AddColumn<long>", StringComparison.Ordinal) < own.IndexOf("AddPrimaryKey", StringComparison.Ordinal));
        Assert.DoesNotContain(await workspace.FindingsAsync(), static f => f.Id is "DBM6001" or "DBM6002" && f.Location.SourceTree!.FilePath != ShopSources.InitialPath);
    }
}
