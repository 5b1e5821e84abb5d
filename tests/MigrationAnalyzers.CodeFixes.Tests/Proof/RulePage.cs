using System.Reflection;
using System.Text;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>A page of the documentation, by its headings of the second level.</summary>
internal sealed class RulePage
{
    private static readonly string s_root = typeof(RulePage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!;

    private readonly string _path;
    private readonly string _text;

    private RulePage(string path) => (_path, _text) = (path, File.ReadAllText(path).ReplaceLineEndings("\n"));

    public static RulePage Of(string rule) => new(Path.Combine(s_root, "docs", "rules", rule + ".md"));

    public static RulePage At(params string[] path) => new(Path.Combine([s_root, .. path]));

    /// <summary>The text below a heading; "" where there is none.</summary>
    public string Section(string heading) => Find(heading) is var (start, end) && start >= 0 ? _text[start..end] : "";

    /// <summary>Puts text between two marks, at the end of the section where these are not there yet. False when it is what stood there.</summary>
    public bool Replace(string heading, string mark, string text)
    {
        var (start, end) = Find(heading);
        Assert.True(start >= 0, $"{_path} has no section {heading}.");
        var (open, close) = ($"<!-- {mark} -->\n", $"<!-- /{mark} -->\n");
        var from = _text.IndexOf(open, start, end - start, StringComparison.Ordinal);
        var to = from < 0 ? -1 : _text.IndexOf(close, from, StringComparison.Ordinal);
        var changed = from < 0 || to < 0
            ? _text[..end].TrimEnd('\n') + "\n\n" + open + text + close + (end < _text.Length ? "\n" : "") + _text[end..]
            : _text[..(from + open.Length)] + text + _text[to..];
        if (changed == _text)
        {
            return false;
        }

        File.WriteAllText(_path, changed, new UTF8Encoding(false));
        return true;
    }

    private (int Start, int End) Find(string heading)
    {
        var title = $"\n## {heading}\n";
        var at = _text.IndexOf(title, StringComparison.Ordinal);
        if (at < 0)
        {
            return (-1, -1);
        }

        var next = _text.IndexOf("\n## ", at + title.Length - 1, StringComparison.Ordinal);
        return (at + title.Length, next < 0 ? _text.Length : next + 1);
    }
}
