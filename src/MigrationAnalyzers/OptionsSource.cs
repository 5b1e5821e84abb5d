using System.Collections.Concurrent;
using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationAnalyzers;

/// <summary>The options that hold for a file: .editorconfig and .globalconfig keys first, then MSBuild properties.</summary>
internal sealed class OptionsSource(AnalyzerConfigOptionsProvider provider)
{
    private readonly ConcurrentDictionary<AnalyzerConfigOptions, AnalysisOptions> _read = new();
    private readonly ConcurrentDictionary<OptionProblem, bool> _problems = new();

    /// <summary>Set once the references are known; it is not an option of the user.</summary>
    public int EfCoreMajor { get; set; } = AnalysisOptions.Default.EfCoreMajor;

    /// <summary>What was wrong in the options read so far, ordered by key.</summary>
    public ImmutableArray<OptionProblem> Problems =>
        [.. _problems.Keys.OrderBy(static p => p.Key, StringComparer.Ordinal).ThenBy(static p => p.Value, StringComparer.Ordinal)];

    public AnalysisOptions For(SyntaxTree tree) => Read(provider.GetOptions(tree));

    public AnalysisOptions For(AdditionalText file) => Read(provider.GetOptions(file));

    private AnalysisOptions Read(AnalyzerConfigOptions local)
    {
        if (_read.TryGetValue(local, out var known))
        {
            return known;
        }

        var (options, problems) = OptionsReader.Read(key => ValueOf(local, key), EfCoreMajor);
        foreach (var problem in problems)
        {
            _problems.TryAdd(problem, true);
        }

        return _read.GetOrAdd(local, options);
    }

    private string? ValueOf(AnalyzerConfigOptions local, string key)
    {
        if (local.TryGetValue(OptionsReader.Prefix + key, out var value) || provider.GlobalOptions.TryGetValue(OptionsReader.Prefix + key, out value))
        {
            return value;
        }

        foreach (var (candidate, property) in OptionsReader.Keys)
        {
            if (string.Equals(candidate, key, StringComparison.Ordinal) && provider.GlobalOptions.TryGetValue("build_property." + property, out value))
            {
                return value;
            }
        }

        return null;
    }
}
