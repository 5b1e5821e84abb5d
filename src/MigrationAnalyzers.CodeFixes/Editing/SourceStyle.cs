using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>How a file is written: its line ends, its indentation, the kinds of literal that it uses for SQL.</summary>
internal sealed class SourceStyle
{
    private SourceStyle(SourceText text, string newLine, string indent, bool hasRawLiterals, bool prefersVerbatim, bool prefersRaw)
    {
        Text = text;
        NewLine = newLine;
        Indent = indent;
        HasRawLiterals = hasRawLiterals;
        PrefersVerbatim = prefersVerbatim;
        PrefersRaw = prefersRaw;
    }

    public SourceText Text { get; }

    public string NewLine { get; }

    /// <summary>One level of indentation.</summary>
    public string Indent { get; }

    /// <summary>The language version has raw string literals (C# 11).</summary>
    public bool HasRawLiterals { get; }

    /// <summary>Text with quotes or line breaks is written in verbatim literals here.</summary>
    public bool PrefersVerbatim { get; }

    /// <summary>Text with quotes or line breaks is written in raw literals here.</summary>
    public bool PrefersRaw { get; }

    public static SourceStyle Of(SyntaxNode root, SourceText text)
    {
        var (regular, verbatim, raw) = CountLiterals(root);
        var version = root.SyntaxTree.Options is CSharpParseOptions options ? options.LanguageVersion.MapSpecifiedToEffectiveVersion() : LanguageVersion.CSharp7_3;
        var hasRaw = version >= LanguageVersion.CSharp11;
        return new SourceStyle(
            text,
            NewLineOf(text),
            IndentOf(text),
            hasRaw,
            prefersVerbatim: verbatim > 0 && verbatim > regular && verbatim >= raw,
            prefersRaw: hasRaw && raw > 0 && raw > regular && raw > verbatim);
    }

    /// <summary>The white space that the line of the position begins with.</summary>
    public string IndentationAt(int position)
    {
        var line = Text.Lines.GetLineFromPosition(position);
        var end = line.Start;
        while (end < line.End && Text[end] is ' ' or '\t')
        {
            end++;
        }

        return Text.ToString(TextSpan.FromBounds(line.Start, end));
    }

    /// <summary>Counts the literals whose kind shows: those with quotes, backslashes or line breaks in them.</summary>
    private static (int Regular, int Verbatim, int Raw) CountLiterals(SyntaxNode root)
    {
        var (regular, verbatim, raw) = (0, 0, 0);
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal:
                    Count(literal.Token.Text, literal.Token.ValueText);
                    break;
                case InterpolatedStringExpressionSyntax interpolated:
                    Count(interpolated.StringStartToken.Text.TrimStart('$'), interpolated.Contents.ToString());
                    break;
            }
        }

        return (regular, verbatim, raw);

        void Count(string text, string value)
        {
            if (value.IndexOfAny(['"', '\\', '\n']) < 0)
            {
                return;
            }

            if (text.StartsWith("@", StringComparison.Ordinal))
            {
                verbatim++;
            }
            else if (text.StartsWith("\"\"\"", StringComparison.Ordinal))
            {
                raw++;
            }
            else
            {
                regular++;
            }
        }
    }

    private static string NewLineOf(SourceText text)
    {
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }

    private static string IndentOf(SourceText text)
    {
        foreach (var line in text.Lines)
        {
            if (line.End > line.Start && text[line.Start] == '\t')
            {
                return "\t";
            }
        }

        return "    ";
    }
}
