using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.CodeFixes.Tests.Targets;

public class FixSourceTests
{
    /// <summary>Two fixes want something else of the same call: the second one is not made at all, rather than half.</summary>
    [Fact]
    public async Task PartsInTheWayOfOthers_TakeTheirWholeFixWithThem()
    {
        const string Up = """
            migrationBuilder.AddColumn<string>(name: "a", table: "orders", type: "text", nullable: true);
            migrationBuilder.AddColumn<string>(name: "b", table: "orders", type: "text", nullable: true);
            migrationBuilder.AddColumn<string>(name: "c", table: "orders", type: "text", nullable: true);
            """;
        var workspace = FixWorkspace.Create(new MigrationAnalyzer(), [(ShopSources.InitialPath, ShopSources.Initial), (ShopSources.ChangePath, ShopSources.WithUp(Up))]);
        var document = (Document)workspace.Document(ShopSources.ChangePath)!;
        var source = (await CodeSource.CreateAsync(document, default))!;
        var declaration = new ClassPlace(0).In((await document.GetSyntaxRootAsync())!)!;
        var targets = source.TargetsOfUp(declaration.Identifier.Span).ToDictionary(static t => ((AddColumn)t.Operation).Column.Name);

        var changes = source.Edit([Removal("a", "c"), Removal("b", "c")]);

        var changed = (await document.GetTextAsync()).WithChanges(changes.OrderBy(static c => c.Span.Start)).ToString();
        Assert.DoesNotContain("name: \"a\"", changed, StringComparison.Ordinal);
        Assert.Contains("name: \"b\"", changed, StringComparison.Ordinal);
        Assert.DoesNotContain("name: \"c\"", changed, StringComparison.Ordinal);

        (FixTarget, Remedy) Removal(string column, string other) =>
            (targets[column], new ReplaceCall("Remove", "Remove", []) { Also = [new ReplaceCall("Remove", "Remove", []) { On = targets[other].Operation }] });
    }
}
