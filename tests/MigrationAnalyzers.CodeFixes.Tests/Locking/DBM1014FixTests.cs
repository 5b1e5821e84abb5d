using MigrationAnalyzers.CodeFixes.Locking;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis.CodeFixes;
using Fix = MigrationAnalyzers.CodeFixes.Tests.FixTest<MigrationAnalyzers.CodeFixes.Locking.DBM1014ConstraintRecreatedFix>;

namespace MigrationAnalyzers.CodeFixes.Tests.Locking;

public class DBM1014FixTests
{
    [Fact]
    public Task ConstraintThatStaysAsItIs_IsKept() => Fix.UpAsync(
        """
        migrationBuilder.Sql("SELECT 1");
        migrationBuilder.DropPrimaryKey(name: "pk_orders", table: "orders");
        migrationBuilder.[|AddPrimaryKey|](name: "pk_orders", table: "orders", column: "id");
        """,
        """
        migrationBuilder.Sql("SELECT 1");
        """,
        title: "Keep the constraint");

    [Fact]
    public Task OldNameThatIsUsedAgain_IsNotOffered() => Fix.UpNotOfferedAsync(
        """
        migrationBuilder.DropPrimaryKey(name: "pk_orders", table: "orders");
        migrationBuilder.AddCheckConstraint("pk_orders", "orders", "total > 0");
        migrationBuilder.[|AddPrimaryKey|](name: "pk_purchases", table: "orders", column: "id");
        """);

    [Fact]
    public Task CommentAtTheDrop_IsNotLost() => Fix.UpNotOfferedAsync(
        """
        // The old name.
        migrationBuilder.DropPrimaryKey(name: "pk_orders", table: "orders");
        migrationBuilder.[|AddPrimaryKey|](name: "pk_purchases", table: "orders", column: "id");
        """);

    [Fact]
    public Task DropUnderACondition_IsNotOffered() => Fix.UpNotOfferedAsync(
        """
        if (ActiveProvider.EndsWith("x"))
        {
            migrationBuilder.DropPrimaryKey(name: "pk_orders", table: "orders");
        }

        migrationBuilder.[|AddPrimaryKey|](name: "pk_purchases", table: "orders", column: "id");
        """);

    [Theory]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT pk_orders, [|ADD CONSTRAINT|] pk2 PRIMARY KEY (id)")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT pk_orders CASCADE; ALTER TABLE orders [|ADD CONSTRAINT|] pk2 PRIMARY KEY (id)")]
    [InlineData("DO $$ BEGIN ALTER TABLE orders DROP CONSTRAINT pk_orders; ALTER TABLE orders [|ADD CONSTRAINT|] pk2 PRIMARY KEY (id); END $$")]
    public Task WhatWouldMeanSomethingElse_IsNotOffered(string sql) => Fix.UpNotOfferedAsync($"migrationBuilder.Sql(\"{sql}\");");

    /// <summary>As EF scaffolds it where a table is renamed; without a key, as dotnet format asks where the first finding has no fix, both are fixed at once.</summary>
    [Fact]
    public async Task KeysDroppedOneAfterTheOther_AreBothKept()
    {
        const string Up = """
            migrationBuilder.DropForeignKey(name: "fk_lines", table: "order_lines");

            migrationBuilder.DropPrimaryKey(name: "pk_lines", table: "order_lines");

            migrationBuilder.AddPrimaryKey(name: "pk_items", table: "order_lines", column: "id");

            migrationBuilder.AddForeignKey(name: "fk_items", table: "order_lines", column: "order_id", principalTable: "orders", principalColumn: "id");
            """;
        const string Earlier = """
            migrationBuilder.Sql("CREATE TABLE order_lines (id bigint CONSTRAINT pk_lines PRIMARY KEY, order_id bigint CONSTRAINT fk_lines REFERENCES orders (id));");
            """;
        var workspace = FixWorkspace.Create(
            new MigrationAnalyzer(),
            [("/0/Test0.cs", ShopSources.WithUp(Up)), (ShopSources.InitialPath, ShopSources.Initial), (ShopSources.EarlierPath, ShopSources.Earlier(Earlier))]);
        Assert.Equal(2, (await workspace.FindingsAsync()).Count(static d => d.Id == "DBM1014"));

        await workspace.ApplyAllAsync(new DBM1014ConstraintRecreatedFix(), FixAllScope.Solution, equivalenceKey: null, document: null);

        var text = await workspace.TextAsync("/0/Test0.cs");
        Assert.DoesNotContain("migrationBuilder.Drop", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("RENAME CONSTRAINT").Length - 1);
    }
}
