using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Gives a call of MigrationBuilder an annotation with the value true.</summary>
internal static class AnnotationEdit
{
    public static TextChange Write(InvocationExpressionSyntax call, string name, SourceStyle style, SemanticModel model, CancellationToken cancellationToken)
    {
        var last = call;
        while (last.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Annotation", Parent: InvocationExpressionSyntax annotation } access
            && access.Expression == last && annotation.Expression == access)
        {
            last = annotation;
            if (annotation.ArgumentList.Arguments is [{ NameColon: null } key, { NameColon: null } value]
                && model.GetConstantValue(key.Expression, cancellationToken).Value is string written
                && string.Equals(written, name, StringComparison.Ordinal))
            {
                return new TextChange(value.Expression.Span, "true");
            }
        }

        // On a line of its own, as EF scaffolds it, aligned with an annotation that is there already.
        var indentation = last != call && last.Expression is MemberAccessExpressionSyntax { OperatorToken: var dot } && StartsLine(dot, style)
            ? style.IndentationAt(dot.SpanStart)
            : style.IndentationAt(call.SpanStart) + style.Indent;
        return new TextChange(new TextSpan(last.Span.End, 0), $"{style.NewLine}{indentation}.Annotation(\"{name}\", true)");
    }

    /// <summary>The call with all that is called on its result.</summary>
    public static InvocationExpressionSyntax LastOf(InvocationExpressionSyntax call)
    {
        while (call.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == call && next.Expression == access)
        {
            call = next;
        }

        return call;
    }

    private static bool StartsLine(SyntaxToken token, SourceStyle style)
    {
        var line = style.Text.Lines.GetLineFromPosition(token.SpanStart);
        return string.IsNullOrWhiteSpace(style.Text.ToString(TextSpan.FromBounds(line.Start, token.SpanStart)));
    }
}
