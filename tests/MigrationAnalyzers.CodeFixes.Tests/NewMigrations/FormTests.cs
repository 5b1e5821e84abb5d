using MigrationAnalyzers.CodeFixes.Locking;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.CodeFixes.Transactions;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Tests.NewMigrations;

/// <summary>Which forms of a fix are offered: in place only what leaves no migration that cannot run again.</summary>
public class FormTests
{
    private const string Index = """migrationBuilder.CreateIndex(name: "ix_orders_user_id", table: "orders", column: "user_id");""";
    private const string Column = """migrationBuilder.AddColumn<string>(name: "code", table: "orders", type: "text", nullable: true);""";
    private const string NotThere = """migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN IF NOT EXISTS code text");""";
    private const string DropIndex = """migrationBuilder.DropIndex(name: "ix_orders_user_id", table: "orders");""";
    private const string DropColumn = """migrationBuilder.DropColumn(name: "code", table: "orders");""";
    private const string NoWayBack = """throw new NotSupportedException("There is no way back.");""";
    private const string InPlace = "Build the index concurrently";
    private const string Repeatable = "Drop what a failed build may have left, and build the index concurrently";
    private const string Divided = "Build the index concurrently, in a migration of its own";

    [Theory]
    // Alone.
    [InlineData(Index, DropIndex, InPlace)]
    // The next run would end at the column, or at the index.
    [InlineData(Column + Index, DropIndex + DropColumn, Divided)]
    [InlineData(Index + Column, DropColumn + DropIndex, Divided + "|" + Repeatable)]
    [InlineData(Column + Index, NoWayBack, Divided)]
    // The neighbour can run twice.
    [InlineData(NotThere + Index, NoWayBack, InPlace)]
    [InlineData(Index + NotThere, NoWayBack, Divided + "|" + Repeatable)]
    // Cannot be divided.
    [InlineData(Column + Index, "migrationBuilder.Sql(\"SELECT undo()\");", "")]
    [InlineData(Index + Column, "migrationBuilder.Sql(\"SELECT undo()\");", Repeatable)]
    [InlineData("foreach (var name in new[] { \"a\", \"b\" }) { migrationBuilder.AddColumn<string>(name: name, table: \"orders\", type: \"text\", nullable: true); }" + Index, NoWayBack, Divided)]
    public async Task Index_IsOfferedInTheFormsThatDoNoHarm(string up, string down, string titles)
    {
        var workspace = Create(ShopSources.WithUpAndDown(up, down));

        Assert.Equal(titles, string.Join('|', (await OfferedAsync(workspace)).Select(static a => a.Title)));
    }

    /// <summary>The form that is best for a migration has the same key everywhere, so that <c>dotnet format</c>, which takes the key of the first finding, gives each its own.</summary>
    [Fact]
    public async Task FixAll_GivesEachMigrationItsForm()
    {
        var workspace = Create(ShopSources.WithUpAndDown(Index, DropIndex), Context(ShopSources.WithUpAndDown(Column + "\n" + Index, DropIndex + "\n" + DropColumn), 2));
        var key = (await OfferedAsync(workspace))[0].EquivalenceKey;

        await workspace.ApplyAllAsync(new DBM1001CreateIndexBlocksWritesFix(), FixAllScope.Solution, key, document: null);

        Assert.Equal(["/0/20240101000000_Initial.cs", "/0/20240102000000_Change.cs", "/0/Test2.cs", "/0/20240202000005_ChangeCreateIxOrdersUserId.cs"], workspace.Paths);
        await RequireFixedAsync(workspace);
    }

    /// <summary>Who prefers the form in place gets it where it does no harm.</summary>
    [Fact]
    public async Task FixAllInPlace_DividesWhatCannotStay()
    {
        var workspace = Create(
            ShopSources.WithUpAndDown(Index + "\n" + Column, DropColumn + "\n" + DropIndex), Context(ShopSources.WithUpAndDown(Column + "\n" + Index, DropIndex + "\n" + DropColumn), 2));
        var key = (await OfferedAsync(workspace))[1].EquivalenceKey;

        await workspace.ApplyAllAsync(new DBM1001CreateIndexBlocksWritesFix(), FixAllScope.Solution, key, document: null);

        Assert.Contains("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_user_id", await workspace.TextAsync(ShopSources.ChangePath), StringComparison.Ordinal);
        Assert.Equal(4, workspace.Paths.Count);
        await RequireFixedAsync(workspace);
    }

    /// <summary>One file with three migrations, of which two are divided.</summary>
    [Fact]
    public async Task FixAllInAFile_DividesEachMigrationOfIt()
    {
        var text = ShopSources.WithUpAndDown(Column + "\n" + Index, DropIndex + "\n" + DropColumn);
        var start = text.IndexOf("[DbContext", StringComparison.Ordinal);
        var declaration = text[start..text.LastIndexOf('}')].TrimEnd();
        var alone = Class(ShopSources.WithUpAndDown(Index.Replace("user_id", "total", StringComparison.Ordinal), DropIndex.Replace("user_id", "total", StringComparison.Ordinal))[start..].TrimEnd().TrimEnd('}'), 2);
        var third = Class(declaration, 3).Replace("user_id", "id", StringComparison.Ordinal).Replace("code", "label", StringComparison.Ordinal);
        foreach (var scope in (FixAllScope[])[FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution])
        {
            var workspace = Create(text[..start] + declaration + "\n" + alone + "\n" + third + "\n}\n");
            Assert.Empty(await workspace.ErrorsAsync());
            Assert.Equal(3, (await workspace.FindingsAsync()).Count(static d => d.Id == "DBM1001"));
            var key = (await OfferedAsync(workspace))[0].EquivalenceKey;

            await workspace.ApplyAllAsync(new DBM1001CreateIndexBlocksWritesFix(), scope, key, workspace.Document(ShopSources.ChangePath) as Document);

            Assert.Equal(
                [ShopSources.InitialPath, ShopSources.ChangePath, "/0/20240302000005_Change3CreateIxOrdersId.cs", "/0/20240102000005_ChangeCreateIxOrdersUserId.cs"], workspace.Paths);
            await RequireFixedAsync(workspace);
        }
    }

    /// <summary>What already runs outside of the transaction and can run again stays, also where Down says nothing of it: <c>dotnet format</c> takes the rules in any order.</summary>
    [Fact]
    public async Task WhatCanRunAgain_StaysWithWhatComesBeforeTheOwnMigration()
    {
        const string Repeatable = """
            migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_user_id;", suppressTransaction: true);
            migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_user_id ON orders (user_id);", suppressTransaction: true);
            """;
        var workspace = Create(ShopSources.WithUpAndDown(
            Repeatable + "\n" + "migrationBuilder.Sql(\"ALTER TABLE orders ADD CONSTRAINT ck_orders_total CHECK (total > 0);\");", "migrationBuilder.Sql(\"DROP INDX ix_orders_user_id\");"));

        var first = (await workspace.OfferedAsync(new DBM1004CheckValidatedFix(), (await workspace.FindingsAsync()).First(static d => d.Id == "DBM1004")))[0];
        Assert.EndsWith(", in a migration of its own", first.Title, StringComparison.Ordinal);
        await workspace.ApplyAsync(first);

        var change = await workspace.TextAsync(ShopSources.ChangePath);
        Assert.Contains("CREATE INDEX CONCURRENTLY", change, StringComparison.Ordinal);
        Assert.Contains("NOT VALID", change, StringComparison.Ordinal);
        Assert.Equal([ShopSources.InitialPath, ShopSources.ChangePath, "/0/20240102000005_ChangeValidateCkOrdersTotal.cs"], workspace.Paths);
    }

    /// <summary>The index shares its migration with others, and can be given one of its own: a proof that is written between them would be in the way of that.</summary>
    [Fact]
    public async Task WhatCanBeDivided_CanBeDividedAfterwards()
    {
        const string Shared = """
            migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_user_id ON orders (user_id)", suppressTransaction: true);
            migrationBuilder.Sql("ALTER TABLE users ALTER COLUMN email SET NOT NULL");
            migrationBuilder.AddColumn<string>(name: "code", table: "orders", type: "text", nullable: true);
            """;
        var workspace = Create(ShopSources.WithUpAndDown(Shared, DropColumn + "\nmigrationBuilder.Sql(\"ALTER TABLE users ALTER COLUMN email DROP NOT NULL\");\n" + DropIndex));
        Assert.Contains(await workspace.FindingsAsync(), static d => d.Id == "DBM5002");

        var offered = await workspace.OfferedAsync(new DBM1005SetNotNullScansFix(), (await workspace.FindingsAsync()).Single(static d => d.Id == "DBM1005"));

        Assert.DoesNotContain(offered, static a => !a.Title.EndsWith(", in a migration of its own", StringComparison.Ordinal));
        await workspace.FixOneByOneAsync(new DBM5002NonTransactionalSharedFix());
        await workspace.FixOneByOneAsync(new DBM1005SetNotNullScansFix());
        Assert.DoesNotContain(await workspace.FindingsAsync(), static d => d.Id is "DBM1005" or "DBM5002" && d.Severity >= DiagnosticSeverity.Warning);
    }

    /// <summary>The constraint that took an index over cannot be dropped as an index by the next run, and the proof of the column is for its own migration, with the time limit.</summary>
    [Fact]
    public async Task StatementWithATimeLimit_IsMovedAndFixedThere()
    {
        const string Key = """
            migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ak_orders_total;", suppressTransaction: true);
            migrationBuilder.Sql("CREATE UNIQUE INDEX CONCURRENTLY ak_orders_total ON orders (total);", suppressTransaction: true);
            migrationBuilder.Sql("SET LOCAL lock_timeout = '5s';");
            migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ak_orders_total UNIQUE USING INDEX ak_orders_total;");
            migrationBuilder.Sql("ALTER TABLE orders ALTER user_id SET NOT NULL;");
            """;
        var workspace = Create(ShopSources.WithUpAndDown(Key, NoWayBack));

        var offered = await workspace.OfferedAsync(new DBM1005SetNotNullScansFix(), (await workspace.FindingsAsync()).Single(static d => d.Id == "DBM1005"));
        await workspace.ApplyAsync(Assert.Single(offered));

        var own = await workspace.TextAsync(Assert.Single(workspace.Paths, static p => p.Contains("20240102000005_", StringComparison.Ordinal)));
        Assert.True(own.IndexOf("SET LOCAL lock_timeout", StringComparison.Ordinal) < own.IndexOf("VALIDATE CONSTRAINT", StringComparison.Ordinal));
        Assert.DoesNotContain(await workspace.FindingsAsync(), static d => d.Id is "DBM1005" or "DBM5002" && d.Severity >= DiagnosticSeverity.Warning);
    }

    private static string Class(string declaration, int number) => declaration
        .Replace("class Change", $"class Change{number}", StringComparison.Ordinal)
        .Replace("20240102000000_Change", $"20240{number}02000000_Change{number}", StringComparison.Ordinal);

    private static string Context(string text, int number) => text.Replace("namespace Shop", $"namespace Shop{number}", StringComparison.Ordinal).Replace("ShopContext", "Shop.Migrations.ShopContext", StringComparison.Ordinal)
        .Replace("20240102000000_Change", "20240202000000_Change2", StringComparison.Ordinal);

    private static FixWorkspace Create(string change, string? other = null) => FixWorkspace.Create(
        new MigrationAnalyzer(),
        [(ShopSources.InitialPath, ShopSources.Initial), (ShopSources.ChangePath, change), .. other is null ? Array.Empty<(string, string)>() : [("/0/Test2.cs", other)]]);

    private static async Task<IReadOnlyList<CodeAction>> OfferedAsync(FixWorkspace workspace) =>
        await workspace.OfferedAsync(new DBM1001CreateIndexBlocksWritesFix(), (await workspace.FindingsAsync()).First(static d => d.Id == "DBM1001"));

    /// <summary>A VALIDATE that fails leaves its own constraint, and with it whatever else was committed before it.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("migrationBuilder.Sql(\"ALTER TABLE users ADD CONSTRAINT ak_users_email UNIQUE (email)\");", ", in a migration of its own")]
    [InlineData("migrationBuilder.Sql(\"ALTER TABLE users ADD CONSTRAINT ck_users_id CHECK (id > 0) NOT VALID\");", ", in a migration of its own")]
    public async Task Validation_StaysWhereNothingElseIsCommittedBeforeIt(string before, string suffix)
    {
        var workspace = Create(ShopSources.WithUpAndDown(before + "\nmigrationBuilder.Sql(\"ALTER TABLE users ALTER COLUMN email SET NOT NULL\");", NoWayBack));

        var offered = await workspace.OfferedAsync(new DBM1005SetNotNullScansFix(), (await workspace.FindingsAsync()).Single(static d => d.Id == "DBM1005"));

        Assert.Equal("Prove that there is no NULL by a CHECK constraint, which is validated without blocking" + suffix, Assert.Single(offered).Title);
    }

    private static async Task RequireFixedAsync(FixWorkspace workspace)
    {
        Assert.Empty(await workspace.ErrorsAsync());
        Assert.DoesNotContain(await workspace.FindingsAsync(), static d => d.Id is "DBM1001" or "DBM5002" or "DBM5010" && d.Severity >= DiagnosticSeverity.Warning);
    }
}
