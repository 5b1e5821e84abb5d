using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Writes SQL as a C# string literal, in the kind that the file uses for such text.</summary>
internal static class SqlLiteral
{
    /// <param name="sql">Lines end in a line feed.</param>
    /// <param name="indentation">What the literal's lines begin with, where it has several.</param>
    public static string Write(string sql, SourceStyle style, string indentation)
    {
        if (sql.IndexOf('\n') >= 0)
        {
            return style.HasRawLiterals && !style.PrefersVerbatim ? MultiLineRaw(sql, style, indentation) : Verbatim(sql, style);
        }

        if (sql.IndexOfAny(['"', '\\']) < 0)
        {
            return Regular(sql);
        }

        return style.PrefersVerbatim ? Verbatim(sql, style)
            : style.PrefersRaw && sql[0] != '"' && sql[sql.Length - 1] != '"' ? Delimiter(sql) + sql + Delimiter(sql)
            : Regular(sql);
    }

    private static string Regular(string sql) => SymbolDisplay.FormatLiteral(sql, quote: true);

    private static string Verbatim(string sql, SourceStyle style) => "@\"" + sql.Replace("\"", "\"\"").Replace("\n", style.NewLine) + "\"";

    private static string MultiLineRaw(string sql, SourceStyle style, string indentation)
    {
        var text = new StringBuilder(Delimiter(sql)).Append(style.NewLine);
        foreach (var line in sql.Split('\n'))
        {
            // A line without anything needs no indentation, and an editor would strip it.
            text.Append(line.Length == 0 ? "" : indentation).Append(line).Append(style.NewLine);
        }

        return text.Append(indentation).Append(Delimiter(sql)).ToString();
    }

    /// <summary>At least three quotes, and more than there are in a row anywhere in the text.</summary>
    private static string Delimiter(string sql)
    {
        var longest = 0;
        var run = 0;
        foreach (var character in sql)
        {
            run = character == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('"', Math.Max(3, longest + 1));
    }
}
