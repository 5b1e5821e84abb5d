using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes.Tests.Cases;

/// <summary>The cases of all fixes: those of each class beside this one, which has a property <c>All</c>.</summary>
internal static class FixCases
{
    public static ImmutableArray<FixCase> All { get; } =
    [
        .. typeof(FixCases).Assembly.GetTypes()
            .Where(static t => t.Name.StartsWith("DBM", StringComparison.Ordinal) && t.Name.EndsWith("Cases", StringComparison.Ordinal))
            .OrderBy(static t => t.Name, StringComparer.Ordinal)
            .SelectMany(static t => (IEnumerable<FixCase>)t.GetProperty("All", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!),
    ];

    /// <summary>The fixes by the rules that they are for.</summary>
    public static ImmutableDictionary<string, CodeFixProvider> Providers { get; } = (
        from type in typeof(MigrationCodeFixProvider).Assembly.GetTypes()
        where !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider))
        let provider = (CodeFixProvider)Activator.CreateInstance(type)!
        from id in provider.FixableDiagnosticIds
        select KeyValuePair.Create(id, provider)).ToImmutableDictionary(StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. All.Select(static c => c.ToString())];

    public static FixCase Find(string name) => All.Single(c => string.Equals(c.ToString(), name, StringComparison.Ordinal));
}
