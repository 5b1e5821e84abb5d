using System.Collections.Concurrent;
using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationAnalyzers;

/// <summary>The options that hold for a file: .editorconfig and .globalconfig keys first, then MSBuild properties, then the preset that the package sets.</summary>
internal sealed class OptionsSource(AnalyzerOptions analyzerOptions)
{
    private readonly AnalyzerConfigOptionsProvider _provider = analyzerOptions.AnalyzerConfigOptionsProvider;
    private readonly ConcurrentDictionary<AnalyzerConfigOptions, AnalysisOptions> _read = new();
    private readonly ConcurrentDictionary<OptionProblem, bool> _problems = new();

    public ProjectFiles Files { get; } = new(analyzerOptions.AdditionalFiles);

    /// <summary>Set once the references are known; it is not an option of the user.</summary>
    public int EfCoreMajor { get; set; } = AnalysisOptions.Default.EfCoreMajor;

    /// <summary>What was wrong in the options read so far, ordered by key.</summary>
    public ImmutableArray<OptionProblem> Problems =>
        [.. _problems.Keys.OrderBy(static p => p.Key, StringComparer.Ordinal).ThenBy(static p => p.Value, StringComparer.Ordinal)];

    public AnalysisOptions For(SyntaxTree tree) => Read(_provider.GetOptions(tree));

    public AnalysisOptions For(AdditionalText file) => Read(_provider.GetOptions(file));

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

        return _read.GetOrAdd(local, options with { TableSizes = Files.TableSizes });
    }

    private string? ValueOf(AnalyzerConfigOptions local, string key)
    {
        if (local.TryGetValue(OptionsReader.Prefix + key, out var value) || _provider.GlobalOptions.TryGetValue(OptionsReader.Prefix + key, out value))
        {
            return value;
        }

        foreach (var (candidate, property) in OptionsReader.Keys)
        {
            if (string.Equals(candidate, key, StringComparison.Ordinal) && _provider.GlobalOptions.TryGetValue("build_property." + property, out value))
            {
                return value;
            }
        }

        return local.TryGetValue(OptionsReader.PresetPrefix + key, out value) || _provider.GlobalOptions.TryGetValue(OptionsReader.PresetPrefix + key, out value)
            ? value
            : null;
    }
}
