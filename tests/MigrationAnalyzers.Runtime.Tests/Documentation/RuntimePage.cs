using System.Text;

namespace MigrationAnalyzers.Runtime.Tests.Documentation;

/// <summary>The code blocks of docs/runtime.md, by heading.</summary>
internal sealed class RuntimePage
{
    private readonly List<string> _lines;

    private RuntimePage(List<string> lines) => _lines = lines;

    public static RuntimePage Read(string path) => new([.. File.ReadAllLines(path)]);

    /// <summary>Headings of the third level.</summary>
    public IReadOnlyList<string> Sections => [.. _lines.Where(static l => l.StartsWith("### ", StringComparison.Ordinal)).Select(static l => l[4..])];

    /// <summary>A block of that kind; in the section, or anywhere where that is null.</summary>
    public string? Block(string? section, string kind) => Find(section, kind) is { } place ? string.Join('\n', _lines.GetRange(place.Start, place.Count)) : null;

    public void Replace(string section, string kind, string text)
    {
        var (start, count) = Find(section, kind) ?? throw new InvalidOperationException($"docs/runtime.md has no block {kind} in {section}.");
        _lines.RemoveRange(start, count);
        _lines.InsertRange(start, text.Split('\n'));
    }

    public void Write(string path) => File.WriteAllText(path, string.Join('\n', _lines) + "\n", new UTF8Encoding(false));

    private (int Start, int Count)? Find(string? section, string kind)
    {
        var from = section is null ? 0 : _lines.IndexOf("### " + section);
        for (var i = from; i >= 0 && i < _lines.Count; i++)
        {
            if (i > from && section is not null && _lines[i].StartsWith('#'))
            {
                return null;
            }

            if (_lines[i] == "```" + kind)
            {
                return (i + 1, _lines.IndexOf("```", i) - i - 1);
            }
        }

        return null;
    }
}
