using System.Text;
using MigrationAnalyzers.Ef.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>
/// Cuts an expression that writes an SQL text into expressions that write parts of it, character by character as they stand in the source:
/// escapes, holes and the kind of literal stay.
/// </summary>
internal sealed class SqlSlice
{
    private readonly SqlCall _call;
    private readonly SourceStyle _style;
    private readonly List<ExpressionSyntax> _leaves;

    private SqlSlice(SqlCall call, SourceStyle style, List<ExpressionSyntax> leaves)
    {
        _call = call;
        _style = style;
        _leaves = leaves;
    }

    /// <summary>Null where the argument is more than literals joined by plus signs.</summary>
    public static SqlSlice? TryCreate(SqlCall call, SourceStyle style)
    {
        var leaves = new List<ExpressionSyntax>();
        foreach (var piece in call.Text.Pieces)
        {
            if (piece.Place.Tree != call.Call.SyntaxTree || !call.Argument.Span.Contains(piece.Place.Whole))
            {
                return null;
            }
        }

        return TryLeaves(call.Argument, leaves) ? new SqlSlice(call, style, leaves) : null;
    }

    /// <summary>The part without white space around it; several lines of a verbatim literal keep that, as it is how they are laid out.</summary>
    public (int Start, int End) Trim(int start, int end)
    {
        var sql = _call.Text.Value;
        var (first, last) = (start, end);
        while (first < last && char.IsWhiteSpace(sql[first]))
        {
            first++;
        }

        while (last > first && char.IsWhiteSpace(sql[last - 1]))
        {
            last--;
        }

        var isLaidOut = _leaves is [var leaf] && leaf.GetFirstToken().Text is ['@', ..] or ['$', '@', ..]
            && sql.IndexOf('\n', first, last - first) >= 0
            && sql.IndexOf('\n', start, first - start) >= 0;
        return isLaidOut ? (start, end) : (first, last);
    }

    /// <summary>An expression for a part of the text; null where it would have to cut what only stands as a whole.</summary>
    /// <param name="changes">Changes of the source inside of the part.</param>
    public string? Cut(int start, int end, IReadOnlyList<TextChange> changes)
    {
        if (_call.Text.Locate(start, 1, static p => p.Place) is not { } first || _call.Text.Locate(end - 1, 1, static p => p.Place) is not { } last)
        {
            return null;
        }

        var span = TextSpan.FromBounds(WithHole(first.Span).Start, WithHole(last.Span).End);
        var result = new StringBuilder();
        var copied = -1;
        foreach (var leaf in _leaves)
        {
            var part = span.Intersection(leaf.Span);
            if (part is not { IsEmpty: false } inside)
            {
                continue;
            }

            if (copied >= 0)
            {
                // The plus sign and how the lines are broken.
                result.Append(_style.Text.ToString(TextSpan.FromBounds(copied, leaf.SpanStart)));
            }

            var text = inside == leaf.Span || (inside.Start <= ContentOf(leaf).Start && inside.End >= ContentOf(leaf).End)
                ? Edited(leaf.Span, changes)
                : CutLeaf(leaf, inside, changes);
            if (text is null)
            {
                return null;
            }

            result.Append(text);
            copied = leaf.Span.End;
        }

        return result.Length == 0 ? null : result.ToString();
    }

    private static bool TryLeaves(ExpressionSyntax expression, List<ExpressionSyntax> leaves)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression }:
            case InterpolatedStringExpressionSyntax:
                leaves.Add(expression);
                return true;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return TryLeaves(sum.Left, leaves) && TryLeaves(sum.Right, leaves);
            default:
                return false;
        }
    }

    private string? CutLeaf(ExpressionSyntax leaf, TextSpan part, IReadOnlyList<TextChange> changes)
    {
        var content = ContentOf(leaf);
        if (part.Intersection(content) is not { IsEmpty: false } inside)
        {
            return null;
        }

        var opening = _style.Text.ToString(TextSpan.FromBounds(leaf.SpanStart, content.Start));
        var closing = _style.Text.ToString(TextSpan.FromBounds(content.End, leaf.Span.End));
        var source = Edited(inside, changes);
        if (closing.IndexOf('\n') < 0)
        {
            return opening + source + closing;
        }

        // A raw literal of several lines: its delimiters stand on lines of their own, with the indentation that all its lines have.
        var indentation = closing.TrimStart('\r', '\n').TrimEnd('"');
        return opening.TrimEnd() + _style.NewLine + indentation + source + _style.NewLine + closing.TrimStart('\r', '\n');
    }

    private string Edited(TextSpan span, IReadOnlyList<TextChange> changes)
    {
        var inside = new List<TextChange>();
        foreach (var change in changes)
        {
            if (span.Contains(change.Span) || (change.Span.IsEmpty && change.Span.Start == span.End))
            {
                inside.Add(new TextChange(new TextSpan(change.Span.Start - span.Start, change.Span.Length), change.NewText ?? ""));
            }
        }

        return _style.Text.GetSubText(span).WithChanges(inside).ToString();
    }

    /// <summary>What stands between the quotes.</summary>
    private static TextSpan ContentOf(ExpressionSyntax leaf)
    {
        if (leaf is InterpolatedStringExpressionSyntax interpolated)
        {
            return TextSpan.FromBounds(interpolated.StringStartToken.Span.End, interpolated.StringEndToken.Span.Start);
        }

        var token = ((LiteralExpressionSyntax)leaf).Token;
        var literal = LiteralMap.TryCreate(token);
        return literal is null ? token.Span : literal.Locate(0, literal.Value.Length);
    }

    /// <summary>The characters of a hole stand in its expression; the braces belong to it.</summary>
    private TextSpan WithHole(TextSpan span)
    {
        var token = _call.Call.SyntaxTree.GetRoot().FindToken(span.Start);
        for (var node = token.Parent; node is not null && node != _call.Argument; node = node.Parent)
        {
            if (node is InterpolationSyntax hole && hole.Span.Contains(span))
            {
                return hole.Span;
            }
        }

        return span;
    }
}
