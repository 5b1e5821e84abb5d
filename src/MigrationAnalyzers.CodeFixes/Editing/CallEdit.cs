using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Edits a call of MigrationBuilder where it stands: its method, single arguments.</summary>
internal static class CallEdit
{
    /// <summary>Null where it cannot be made without losing something.</summary>
    public static IReadOnlyList<TextChange>? Write(InvocationExpressionSyntax call, EditCall edit, SourceStyle style, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Name: var name }
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        var changes = new List<TextChange>();
        if (edit.Method is { } renamed)
        {
            changes.Add(new TextChange(name.Identifier.Span, renamed));
        }

        var arguments = call.ArgumentList.Arguments;
        var added = new List<(string Parameter, string Expression)>(edit.Set);
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if ((argument.NameColon?.Name.Identifier.ValueText ?? (i < method.Parameters.Length ? method.Parameters[i].Name : null)) is not { } parameter)
            {
                return null;
            }

            if (edit.Remove.Contains(parameter))
            {
                if (Removed(arguments, i) is not { } removed)
                {
                    return null;
                }

                changes.Add(new TextChange(removed, ""));
                continue;
            }

            if (added.FindIndex(s => string.Equals(s.Parameter, parameter, StringComparison.Ordinal)) is >= 0 and var set)
            {
                changes.Add(new TextChange(argument.Expression.Span, added[set].Expression));
                added.RemoveAt(set);
            }

            if (argument.NameColon is null && edit.Method is not null)
            {
                // The other method may have its parameters in another order.
                changes.Add(new TextChange(new TextSpan(argument.SpanStart, 0), parameter + ": "));
            }
        }

        if (added.Count > 0)
        {
            changes.Add(Added(call, added, style, allAreRemoved: arguments.Count > 0 && changes.Count(static c => c.NewText is "") == arguments.Count));
        }

        return changes;
    }

    private static TextChange Added(InvocationExpressionSyntax call, List<(string Parameter, string Expression)> added, SourceStyle style, bool allAreRemoved)
    {
        var last = call.ArgumentList.Arguments.LastOrDefault();
        var place = last?.Span.End ?? call.ArgumentList.OpenParenToken.Span.End;
        var line = last is null ? default : style.Text.Lines.GetLineFromPosition(last.SpanStart);
        var startsLine = last is not null && string.IsNullOrWhiteSpace(style.Text.ToString(TextSpan.FromBounds(line.Start, last.SpanStart)));
        var separator = "," + (startsLine ? style.NewLine + style.IndentationAt(last!.SpanStart) : " ");
        var written = new StringBuilder();
        foreach (var (parameter, expression) in added)
        {
            written.Append(written.Length == 0 && (last is null || allAreRemoved) ? "" : separator).Append(parameter).Append(": ").Append(expression);
        }

        return new TextChange(new TextSpan(place, 0), written.ToString());
    }

    /// <summary>The argument with one of its commas; null where a comment would go with it.</summary>
    private static TextSpan? Removed(SeparatedSyntaxList<ArgumentSyntax> arguments, int index)
    {
        var argument = arguments[index];
        var span = index > 0
            ? TextSpan.FromBounds(arguments.GetSeparator(index - 1).SpanStart, argument.Span.End)
            : arguments.Count > 1 ? TextSpan.FromBounds(argument.SpanStart, arguments[1].SpanStart) : argument.Span;
        var hasComments = argument.Parent!.DescendantTrivia(span).Any(t => span.Contains(t.Span)
            && !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));
        return hasComments ? null : span;
    }
}
