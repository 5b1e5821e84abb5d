using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using MigrationAnalyzers.CodeFixes;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>Migrations that others have written, as a project that compiles: what they refer to outside of their folder is made up.</summary>
internal static partial class OthersMigrations
{
    private const int MostRounds = 12;

    /// <summary>The fix of each rule that has one.</summary>
    public static ImmutableSortedDictionary<string, CodeFixProvider> Fixes { get; } = (
        from type in typeof(MigrationCodeFixProvider).Assembly.GetTypes()
        where !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider))
        let fix = (CodeFixProvider)Activator.CreateInstance(type)!
        from id in fix.FixableDiagnosticIds
        select KeyValuePair.Create(id, fix)).ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static async Task<FixWorkspace> OpenAsync(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static f => (f, File.ReadAllText(f))).ToList();
        var stubs = new SortedSet<string>(StringComparer.Ordinal);
        FixWorkspace workspace;
        for (var round = 0; ; round++)
        {
            workspace = FixWorkspace.Create(new MigrationAnalyzer(), [.. files, ("/Stubs.cs", string.Join('\n', stubs))], references: EfReferences.WithoutRuntime);
            var known = stubs.Count;
            foreach (var error in round < MostRounds ? await workspace.ErrorsAsync() : [])
            {
                stubs.UnionWith(StubsFor(error));
            }

            if (stubs.Count == known)
            {
                return workspace;
            }
        }
    }

    /// <summary>The type or the namespace that is missing.</summary>
    private static IEnumerable<string> StubsFor(Diagnostic error) => error.Id switch
    {
        "CS0246" => Missing().Match(error.GetMessage(CultureInfo.InvariantCulture)) is { Success: true } name && IsInUsing(error)
            ? [$"namespace {name.Groups[1].Value} {{ }}"]
            : [$"public partial class {Missing().Match(error.GetMessage(CultureInfo.InvariantCulture)).Groups[1].Value} : Microsoft.EntityFrameworkCore.DbContext {{ }}"],
        "CS0234" => MissingIn().Match(error.GetMessage(CultureInfo.InvariantCulture)) is { Success: true } names
            ? [$"namespace {names.Groups[2].Value}.{names.Groups[1].Value} {{ }}"]
            : [],
        _ => [],
    };

    private static bool IsInUsing(Diagnostic error) =>
        error.Location.SourceTree!.GetText().Lines.GetLineFromPosition(error.Location.SourceSpan.Start).ToString().TrimStart().StartsWith("using ", StringComparison.Ordinal);

    [GeneratedRegex("'([A-Za-z_0-9]+)'")]
    private static partial Regex Missing();

    [GeneratedRegex("'([A-Za-z_0-9]+)' does not exist in the namespace '([A-Za-z_0-9.]+)'")]
    private static partial Regex MissingIn();
}
