using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Tests.Shop;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationAnalyzers.CodeFixes.Tests;

/// <summary>Verifications of one fix in the migrations of the shop.</summary>
internal static class FixTest<TFix>
    where TFix : CodeFixProvider, new()
{
    /// <param name="before">The statements of Up, with the findings marked.</param>
    public static Task UpAsync(string before, string after, LanguageVersion version = LanguageVersion.Latest, string? title = null, string? options = null) =>
        CodeAsync(ShopSources.WithUp(before), ShopSources.WithUp(after), version, title, options);

    /// <param name="earlier">The statements of Up of an earlier migration.</param>
    public static Task UpNotOfferedAsync(string before, string? options = null, string? earlier = null) =>
        CodeAsync(ShopSources.WithUp(before), ShopSources.WithUp(before), options: options, earlier: earlier);

    public static Task MembersAsync(string before, string after, LanguageVersion version = LanguageVersion.Latest) =>
        CodeAsync(ShopSources.WithMembers(before), ShopSources.WithMembers(after), version);

    public static Task CodeAsync(
        string before, string after, LanguageVersion version = LanguageVersion.Latest, string? title = null, string? options = null, string? earlier = null) =>
        new CSharpCodeFixTest<MigrationAnalyzer, TFix>
        {
            TestCode = before,
            FixedCode = after,
            LanguageVersion = version,
            OtherFiles = earlier is null
                ? [(ShopSources.InitialPath, ShopSources.Initial)]
                : [(ShopSources.InitialPath, ShopSources.Initial), (ShopSources.EarlierPath, ShopSources.Earlier(earlier))],
            Title = title,
            Options = options,
            IsMeant = static a => !OwnMigration.IsTitle(a.Title),
        }.RunAsync();

    public static Task SqlFileAsync(string before, string after, string? options = null, string path = "/0/change.sql") =>
        new CSharpCodeFixTest<MigrationAnalyzer, TFix>
        {
            TestCode = before,
            FixedCode = after,
            Path = path,
            Options = options,
            IsMeant = static a => !OwnMigration.IsTitle(a.Title),
        }.RunAsync();
}
