using System.Reflection;

namespace MigrationAnalyzers.LockLab;

/// <summary>Where the repository's own files are.</summary>
internal static class RepositoryFiles
{
    /// <summary>Ends with a slash.</summary>
    public static string Root { get; } =
        typeof(RepositoryFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!;

    public static string EffectsPage => Path.Combine(Root, "docs", "effects.md");

    /// <summary>The sections and rows of <see cref="EffectsPage"/>.</summary>
    public static string EffectsPageContents => Path.Combine(Root, "tests", "MigrationAnalyzers.LockLab", "Pages", "effects.json");

    /// <summary>All measured cases of the repository.</summary>
    public static string[] MeasuredFiles => [.. Directory.GetFiles(Path.Combine(Root, "tests", "MigrationAnalyzers.LockLab", "Data"), "*.json").Order(StringComparer.Ordinal)];
}
