using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationAnalyzers.Testing;

/// <summary>Options as .editorconfig and .globalconfig files give them; those of a path win over the global ones.</summary>
public sealed class TestAnalyzerConfigOptionsProvider(
    ImmutableDictionary<string, string> global, ImmutableDictionary<string, ImmutableDictionary<string, string>> byPath) : AnalyzerConfigOptionsProvider
{
    // One object for each set, as the compiler has it: analyzers cache by it.
    private readonly TestOptions _global = new(global);
    private readonly ImmutableDictionary<string, TestOptions> _byPath =
        byPath.ToImmutableDictionary(static p => p.Key, p => new TestOptions(global.SetItems(p.Value)), StringComparer.Ordinal);

    public override AnalyzerConfigOptions GlobalOptions => _global;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Of(tree.FilePath);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => Of(textFile.Path);

    private TestOptions Of(string path) => _byPath.TryGetValue(path, out var options) ? options : _global;

    private sealed class TestOptions(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => values.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
