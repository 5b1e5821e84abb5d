using MigrationAnalyzers.Ef.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>A call of <c>MigrationBuilder.Sql</c> and the text that it is given.</summary>
internal sealed class SqlCall
{
    private readonly ArgumentSyntax? _suppressArgument;

    private SqlCall(InvocationExpressionSyntax call, ExpressionSyntax receiver, ArgumentSyntax sql, ArgumentSyntax? suppress, TracedText text)
    {
        Call = call;
        Receiver = receiver;
        Argument = sql.Expression;
        _suppressArgument = suppress;
        Text = text;
    }

    public InvocationExpressionSyntax Call { get; }

    /// <summary>The builder.</summary>
    public ExpressionSyntax Receiver { get; }

    /// <summary>The expression that is passed as SQL.</summary>
    public ExpressionSyntax Argument { get; }

    public TracedText Text { get; }

    /// <summary>Null where it is another call, or not written as one.</summary>
    public static SqlCall? TryCreate(SyntaxNode syntax, TracedText text)
    {
        if (syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sql" } access } call)
        {
            return null;
        }

        ArgumentSyntax? sql = null;
        ArgumentSyntax? suppress = null;
        for (var i = 0; i < call.ArgumentList.Arguments.Count; i++)
        {
            var argument = call.ArgumentList.Arguments[i];
            switch (argument.NameColon?.Name.Identifier.ValueText ?? (i == 0 ? "sql" : "suppressTransaction"))
            {
                case "sql":
                    sql = argument;
                    break;
                case "suppressTransaction":
                    suppress = argument;
                    break;
                default:
                    return null;
            }
        }

        return sql is null ? null : new SqlCall(call, access.Expression, sql, suppress, text);
    }

    /// <summary>The change that makes the argument suppressTransaction true.</summary>
    public TextChange Suppress(SourceStyle style)
    {
        if (_suppressArgument is not null)
        {
            return new TextChange(_suppressArgument.Expression.Span, "true");
        }

        var last = Call.ArgumentList.Arguments.Last();
        var line = style.Text.Lines.GetLineFromPosition(last.SpanStart);
        var startsLine = string.IsNullOrWhiteSpace(style.Text.ToString(TextSpan.FromBounds(line.Start, last.SpanStart)));
        return new TextChange(
            new TextSpan(last.Span.End, 0),
            "," + (startsLine ? style.NewLine + style.IndentationAt(last.SpanStart) : " ") + "suppressTransaction: true");
    }
}
