using System.Collections.Immutable;
using System.Globalization;

namespace MigrationAnalyzers.Engine.Configuration;

/// <summary>
/// Findings that are accepted, counted by migration and rule, from a file <c>migration-analyzers.baseline</c>: each line has a migration's id, a rule's id and
/// how many; <c>#</c> begins a comment.
/// </summary>
public sealed class Baseline
{
    public const string FileName = "migration-analyzers.baseline";

    public static readonly Baseline Empty = new([]);

    private Baseline(ImmutableArray<BaselineEntry> entries)
    {
        Entries = entries;
        var counts = ImmutableDictionary.CreateBuilder<(string, string), int>();
        foreach (var entry in entries)
        {
            counts[(entry.Migration, entry.Rule)] = entry.Count + (counts.TryGetValue((entry.Migration, entry.Rule), out var others) ? others : 0);
        }

        Counts = counts.ToImmutable();
    }

    public ImmutableArray<BaselineEntry> Entries { get; }

    /// <summary>How many findings of a rule in a migration are accepted.</summary>
    public ImmutableDictionary<(string Migration, string Rule), int> Counts { get; }

    public static bool IsFile(string path) =>
        path.EndsWith(FileName, StringComparison.OrdinalIgnoreCase) && (path.Length == FileName.Length || path[path.Length - FileName.Length - 1] is '/' or '\\');

    /// <summary>Reads a file. A line that is wrong is a problem and counts for nothing; the others hold.</summary>
    /// <param name="isRule">The rule exists.</param>
    public static (Baseline Baseline, ImmutableArray<FileProblem> Problems) Read(string text, Func<string, bool> isRule)
    {
        var entries = ImmutableArray.CreateBuilder<BaselineEntry>();
        var problems = ImmutableArray.CreateBuilder<FileProblem>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            ReadLine(text, start, end);
            start = end + 1;
        }

        return (new Baseline(entries.ToImmutable()), problems.ToImmutable());

        void ReadLine(string content, int from, int to)
        {
            var line = content.Substring(from, to - from);
            var comment = line.IndexOf('#');
            line = (comment < 0 ? line : line.Substring(0, comment)).TrimEnd();
            var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                return;
            }

            var begin = from + line.Length - line.TrimStart().Length;
            var length = from + line.Length - begin;
            if (words.Length < 3)
            {
                problems.Add(new FileProblem(begin, length, "a line has the id of a migration, that of a rule, and how many findings there are"));
            }
            else if (!isRule(words[words.Length - 2]))
            {
                problems.Add(new FileProblem(begin, length, $"there is no rule {words[words.Length - 2]}"));
            }
            else if (!int.TryParse(words[words.Length - 1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
            {
                problems.Add(new FileProblem(begin, length, $"'{words[words.Length - 1]}' is no count of findings"));
            }
            else
            {
                // The name of a .sql file may have spaces.
                entries.Add(new BaselineEntry(string.Join(" ", words, 0, words.Length - 2), words[words.Length - 2], count, begin, length));
            }
        }
    }
}
