using MigrationAnalyzers.CodeFixes.Tests.Shop;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases;

/// <summary>The files of migrations that a fix adds beside the one of a case.</summary>
internal static class NewFile
{
    /// <param name="seconds">How much later than the migration of the case.</param>
    /// <param name="suffix">What follows the name of that migration.</param>
    public static (string Path, string Text) Of(int seconds, string suffix, string up, string down)
    {
        var id = $"2024010200000{seconds}_Change{suffix}";
        return (
            $"/0/{id}.cs",
            ShopSources.WithUpAndDown(up, down)
                .Replace("20240102000000_Change", id, StringComparison.Ordinal)
                .Replace("class Change", "class Change" + suffix, StringComparison.Ordinal));
    }
}
