using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers;

/// <summary>The AdditionalFiles that configure the analysis: table sizes and the baseline. Each is read when it is first needed, and once in its life.</summary>
internal sealed class ProjectFiles
{
    /// <summary>The property of a diagnostic that the package's target makes a baseline of, by the compiler's log.</summary>
    private const string BaselineProperty = "Baseline";

    private static readonly ConditionalWeakTable<SourceText, Tuple<TableSizes, ImmutableArray<FileProblem>>> s_sizes = new();
    private static readonly ConditionalWeakTable<SourceText, Tuple<Baseline, ImmutableArray<FileProblem>>> s_baselines = new();
    private static readonly ImmutableHashSet<string> s_rules = [.. MigrationRules.All.Select(static r => r.Info.Id)];

    private readonly ImmutableArray<AdditionalText> _files;
    private readonly ConcurrentDictionary<(string Migration, string Rule), int> _found = new();
    private readonly Lazy<TableSizes> _sizes;
    private readonly Lazy<ImmutableDictionary<(string Migration, string Rule), int>> _accepted;

    public ProjectFiles(ImmutableArray<AdditionalText> files)
    {
        _files = files;
        _sizes = new(() => SizeFiles().Aggregate(TableSizes.None, static (all, file) => all.With(file.Read.Item1)));
        _accepted = new(ReadAccepted);
    }

    public TableSizes TableSizes => _sizes.Value;

    /// <summary>
    /// What the baseline does not accept, each with the words by which it would. Of several findings of a rule in a migration the first are accepted; what a
    /// comment allows needs no baseline. An editor may ask for the same migration twice.
    /// </summary>
    public ImmutableArray<Finding> WithoutAccepted(string migration, ImmutableArray<Finding> findings)
    {
        var accepted = _accepted.Value;
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var rest = ImmutableArray.CreateBuilder<Finding>(findings.Length);
        foreach (var finding in findings)
        {
            var rule = finding.Rule.Id;
            if (SuppressedFindings.IsAllowed(finding))
            {
                rest.Add(finding);
                continue;
            }

            found[rule] = found.TryGetValue(rule, out var others) ? others + 1 : 1;
            if (!accepted.TryGetValue((migration, rule), out var count) || found[rule] > count)
            {
                rest.Add(finding with { Properties = finding.Properties.SetItem(BaselineProperty, $"{migration} {rule}") });
            }
        }

        foreach (var rule in found)
        {
            _found.AddOrUpdate((migration, rule.Key), rule.Value, (_, known) => Math.Max(known, rule.Value));
        }

        return rest.ToImmutable();
    }

    /// <summary>What is wrong in the files.</summary>
    public IEnumerable<Diagnostic> Problems()
    {
        foreach (var (file, text, read) in SizeFiles())
        {
            foreach (var problem in read.Item2)
            {
                yield return Of(file, text, problem, "no table sizes are taken from it");
            }
        }

        foreach (var (file, text, read) in BaselineFiles())
        {
            foreach (var problem in read.Item2)
            {
                yield return Of(file, text, problem, "the line accepts nothing");
            }
        }
    }

    /// <summary>Lines of the baseline for which there are fewer findings. Known when all migrations have been analyzed.</summary>
    public IEnumerable<Diagnostic> UnusedLines()
    {
        foreach (var (file, text, read) in BaselineFiles())
        {
            foreach (var entry in read.Item1.Entries)
            {
                _found.TryGetValue((entry.Migration, entry.Rule), out var found);
                if (found < _accepted.Value[(entry.Migration, entry.Rule)])
                {
                    yield return Diagnostic.Create(Descriptors.DBM9004, LocationOf(file, text, entry.Start, entry.Length), entry.Migration, entry.Rule, entry.Count, found);
                }
            }
        }
    }

    private static Diagnostic Of(AdditionalText file, SourceText text, FileProblem problem, string consequence) => Diagnostic.Create(
        Descriptors.DBM9001,
        LocationOf(file, text, problem.Start, problem.Length),
        "file " + Path.GetFileName(file.Path),
        $"cannot be used here: {problem.Message}; {consequence}");

    private static Location LocationOf(AdditionalText file, SourceText text, int start, int length)
    {
        var span = new TextSpan(start, length);
        return Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
    }

    private ImmutableDictionary<(string Migration, string Rule), int> ReadAccepted()
    {
        var accepted = ImmutableDictionary.CreateBuilder<(string, string), int>();
        foreach (var (_, _, read) in BaselineFiles())
        {
            foreach (var count in read.Item1.Counts)
            {
                accepted[count.Key] = count.Value + (accepted.TryGetValue(count.Key, out var others) ? others : 0);
            }
        }

        return accepted.ToImmutable();
    }

    private IEnumerable<(AdditionalText File, SourceText Text, Tuple<TableSizes, ImmutableArray<FileProblem>> Read)> SizeFiles() =>
        Read(TableSizes.IsFile, s_sizes, static text =>
        {
            var (sizes, problem) = TableSizes.Read(text.ToString());
            return Tuple.Create(sizes, problem is null ? ImmutableArray<FileProblem>.Empty : [problem]);
        });

    private IEnumerable<(AdditionalText File, SourceText Text, Tuple<Baseline, ImmutableArray<FileProblem>> Read)> BaselineFiles() =>
        Read(Baseline.IsFile, s_baselines, static text =>
        {
            var (baseline, problems) = Baseline.Read(text.ToString(), s_rules.Contains);
            return Tuple.Create(baseline, problems);
        });

    private IEnumerable<(AdditionalText File, SourceText Text, T Read)> Read<T>(
        Func<string, bool> isFile, ConditionalWeakTable<SourceText, T> known, ConditionalWeakTable<SourceText, T>.CreateValueCallback read)
        where T : class
    {
        foreach (var file in _files)
        {
            if (isFile(file.Path) && file.GetText() is { } text)
            {
                yield return (file, text, known.GetValue(text, read));
            }
        }
    }
}
