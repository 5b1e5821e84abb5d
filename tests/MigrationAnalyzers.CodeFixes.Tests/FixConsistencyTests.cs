using System.Reflection;
using MigrationAnalyzers.CodeFixes.Locking;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Tests;

public class FixConsistencyTests
{
    public static TheoryData<Type> Fixes =>
        [.. typeof(MigrationCodeFixProvider).Assembly.GetTypes().Where(static t => !t.IsAbstract && t.IsSubclassOf(typeof(MigrationCodeFixProvider)))];

    [Theory]
    [MemberData(nameof(Fixes))]
    public void Fix_IsNamedAfterItsRuleAndStandsInItsFolder(Type fix)
    {
        var provider = (CodeFixProvider)Activator.CreateInstance(fix)!;
        var rule = MigrationRules.All.Single(r => string.Equals(r.Info.Id, Assert.Single(provider.FixableDiagnosticIds), StringComparison.Ordinal)).GetType();

        Assert.Equal(rule.Name + "Fix", fix.Name);
        Assert.Equal(rule.Namespace!.Split('.')[^1], fix.Namespace!.Split('.')[^1]);
    }

    [Theory]
    [MemberData(nameof(Fixes))]
    public void Fix_IsExported(Type fix) => Assert.Equal(["C#"], fix.GetCustomAttribute<ExportCodeFixProviderAttribute>()!.Languages);

    /// <summary>dotnet format asks like that when the first finding it meets has no fix.</summary>
    [Fact]
    public async Task FixAllWithoutAKey_FixesAllThatHasAFix()
    {
        const string Up = """migrationBuilder.Sql("CREATE INDEX IF NOT EXISTS a ON ONLY orders (total)"); migrationBuilder.CreateIndex("b", "orders", "total"); migrationBuilder.Sql("CREATE INDEX c ON orders (total)");""";
        var workspace = FixWorkspace.Create(
            new MigrationAnalyzer(),
            [("/0/Test0.cs", ShopSources.WithUp(Up)), (ShopSources.InitialPath, ShopSources.Initial), ("/0/x.sql", "CREATE INDEX d ON orders (total);")]);
        Assert.Equal(4, (await workspace.FindingsAsync()).Count(static d => d.Id == "DBM1001"));

        await workspace.ApplyAllAsync(new DBM1001CreateIndexBlocksWritesFix(), FixAllScope.Solution, equivalenceKey: null, document: null);

        Assert.Single(await workspace.FindingsAsync(), static d => d.Id == "DBM1001");
        Assert.Equal("CREATE INDEX CONCURRENTLY d ON orders (total);", await workspace.TextAsync("/0/x.sql"));
    }
}
