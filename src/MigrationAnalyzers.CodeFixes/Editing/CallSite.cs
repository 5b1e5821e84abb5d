using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>A call whose value nobody uses: the place where other calls can stand instead of it.</summary>
internal sealed class CallSite
{
    private readonly SourceStyle _style;
    private readonly SyntaxNode _replaced;
    private readonly Shape _shape;
    private readonly string _outer;

    private CallSite(InvocationExpressionSyntax call, SyntaxNode replaced, Shape shape, SourceStyle style)
    {
        Call = call;
        _replaced = replaced;
        _shape = shape;
        _style = style;
        var declaration = shape is Shape.Arrow or Shape.Embedded ? replaced.Parent! : replaced;
        _outer = style.IndentationAt(declaration.SpanStart);
        Indentation = shape == Shape.Statement ? _outer : _outer + style.Indent;
    }

    private enum Shape
    {
        /// <summary>A statement among others.</summary>
        Statement,

        /// <summary>The only statement of an if, a loop: it needs braces to become several.</summary>
        Embedded,

        /// <summary>The expression of a method without a block.</summary>
        Arrow,

        /// <summary>The expression of a lambda.</summary>
        Lambda,
    }

    public InvocationExpressionSyntax Call { get; }

    /// <summary>Other statements can stand beside it.</summary>
    public bool IsStatement => _shape == Shape.Statement;

    /// <summary>What a line of the calls that are put in has to begin with, if there are several.</summary>
    public string Indentation { get; }

    /// <summary>Null where the value of the call is used, or where statements cannot stand.</summary>
    public static CallSite? TryCreate(InvocationExpressionSyntax call, SemanticModel model, SourceStyle style, CancellationToken cancellationToken)
    {
        switch (call.Parent)
        {
            case ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax } statement:
                return new CallSite(call, statement, Shape.Statement, style);
            case ExpressionStatementSyntax { Parent: IfStatementSyntax or ElseClauseSyntax or CommonForEachStatementSyntax or ForStatementSyntax
                or WhileStatementSyntax or DoStatementSyntax or UsingStatementSyntax or LockStatementSyntax } statement:
                return new CallSite(call, statement, Shape.Embedded, style);
            case ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } } arrow
                when HasOnlyCall(arrow, call):
                return new CallSite(call, arrow, Shape.Arrow, style);
            case ArrowExpressionClauseSyntax { Parent: LocalFunctionStatementSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } } arrow
                when HasOnlyCall(arrow, call):
                return new CallSite(call, arrow, Shape.Arrow, style);
            case LambdaExpressionSyntax lambda when lambda.Body == call
                && model.GetTypeInfo(lambda, cancellationToken).ConvertedType is INamedTypeSymbol { DelegateInvokeMethod.ReturnsVoid: true }:
                return new CallSite(call, call, Shape.Lambda, style);
            default:
                return null;
        }
    }

    /// <summary>The change that puts the calls, written without semicolons, in place of this one.</summary>
    /// <param name="comments">Comments that stood inside of the call, to be kept before the first.</param>
    public TextChange Replace(IReadOnlyList<string> calls, IReadOnlyList<string> comments)
    {
        var between = _style.NewLine + (HasBlankLines() ? _style.NewLine : "") + Indentation;
        var statements = new StringBuilder();
        foreach (var comment in comments)
        {
            statements.Append(comment).Append(_style.NewLine).Append(Indentation);
        }

        statements.Append(string.Join(";" + between, calls)).Append(';');
        if (_shape == Shape.Statement)
        {
            return new TextChange(_replaced.Span, statements.ToString());
        }

        if (calls.Count == 1 && comments.Count == 0)
        {
            return new TextChange(Call.Span, calls[0]);
        }

        var block = "{" + _style.NewLine + Indentation + statements + _style.NewLine + _outer + "}";
        switch (_shape)
        {
            case Shape.Embedded:
                return EmbeddedBlock(block);
            case Shape.Lambda:
                return new TextChange(Call.Span, block);
            case Shape.Arrow:
                var start = _replaced.GetFirstToken().GetPreviousToken().Span.End;
                var end = _replaced.GetLastToken().GetNextToken().Span.End;
                return new TextChange(TextSpan.FromBounds(start, end), _style.NewLine + _outer + block);
            default:
                throw new InvalidOperationException($"{_shape} is not known.");
        }
    }

    /// <summary>The last of the calls, as far as they follow as the next statements; null where the first does not.</summary>
    public StatementSyntax? LastOf(IReadOnlyList<SyntaxNode> calls)
    {
        StatementSyntax? last = null;
        if (_shape == Shape.Statement)
        {
            var siblings = Siblings();
            var next = siblings.IndexOf((StatementSyntax)_replaced) + 1;
            foreach (var call in calls)
            {
                if (next >= siblings.Count || siblings[next] is not ExpressionStatementSyntax statement || statement.Expression != call)
                {
                    break;
                }

                last = siblings[next++];
            }
        }

        return last;
    }

    /// <summary>The change that adds calls, written without semicolons, after a statement beside this one.</summary>
    public TextChange Append(StatementSyntax statement, IReadOnlyList<string> calls)
    {
        var before = _style.NewLine + (HasBlankLines() ? _style.NewLine : "") + Indentation;
        return new TextChange(new TextSpan(statement.Span.End, 0), string.Concat(calls.Select(c => before + c + ";")));
    }

    /// <summary>The change that adds calls, written without semicolons, before this one.</summary>
    public TextChange Prepend(IReadOnlyList<string> calls)
    {
        if (_shape != Shape.Statement)
        {
            return Replace([.. calls, Call.ToString()], []);
        }

        var after = ";" + _style.NewLine + (HasBlankLines() ? _style.NewLine : "") + Indentation;
        return new TextChange(new TextSpan(StartWithComments(), 0), string.Concat(calls.Select(c => c + after)));
    }

    /// <summary>Where the statement begins with the comments right above it: they stay with it.</summary>
    private int StartWithComments()
    {
        var start = _replaced.SpanStart;
        var lines = 0;
        foreach (var trivia in _replaced.GetLeadingTrivia().Reverse())
        {
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            {
                start = trivia.SpanStart;
                lines = 0;
            }
            else if (trivia.IsKind(SyntaxKind.EndOfLineTrivia) ? ++lines > 1 : !trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            {
                break;
            }
        }

        return start;
    }

    /// <summary>The change that adds calls, written without semicolons, after this one.</summary>
    public TextChange Append(IReadOnlyList<string> calls) =>
        _shape == Shape.Statement ? Append((StatementSyntax)_replaced, calls) : Replace([Call.ToString(), .. calls], []);

    /// <summary>The changes that add calls, written without semicolons, around this one.</summary>
    public IReadOnlyList<TextChange> Surround(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        if (_shape != Shape.Statement)
        {
            return before.Count + after.Count == 0 ? [] : [Replace([.. before, Call.ToString(), .. after], [])];
        }

        var changes = new List<TextChange>();
        if (before.Count > 0)
        {
            changes.Add(Prepend(before));
        }

        if (after.Count > 0)
        {
            changes.Add(Append(after));
        }

        return changes;
    }

    /// <summary>The change that adds calls, written without semicolons, as the last ones of the method; null where it may end before.</summary>
    public TextChange? AppendToMethod(IReadOnlyList<string> calls)
    {
        if (_shape == Shape.Arrow && _replaced.Parent is MethodDeclarationSyntax)
        {
            return Append(calls);
        }

        return _shape == Shape.Statement
            && _replaced.Parent is BlockSyntax { Parent: MethodDeclarationSyntax } block
            && !block.DescendantNodes(static n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(static n => n is ReturnStatementSyntax)
            ? Append(block.Statements.Last(), calls)
            : null;
    }

    /// <summary>The change that takes the call away; null where a comment would go with it, or something has to stand there.</summary>
    public TextChange? Remove()
    {
        if (_shape != Shape.Statement || _replaced.GetLeadingTrivia().Concat(_replaced.GetTrailingTrivia()).Any(IsMore))
        {
            return null;
        }

        return new TextChange(Removed((StatementSyntax)_replaced, _style), "");

        static bool IsMore(SyntaxTrivia trivia) => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);
    }

    /// <summary>The statement with its lines, or without the end of the line where others stand before it there.</summary>
    public static TextSpan Removed(StatementSyntax statement, SourceStyle style)
    {
        var before = statement.GetFirstToken().GetPreviousToken().Span.End;
        if (style.Text.Lines.IndexOf(before) != style.Text.Lines.IndexOf(statement.SpanStart))
        {
            // A block does not begin with an empty line.
            var next = statement.GetLastToken().GetNextToken();
            return statement.GetFirstToken().GetPreviousToken().IsKind(SyntaxKind.OpenBraceToken)
                && next.LeadingTrivia.FirstOrDefault() is var first && first.IsKind(SyntaxKind.EndOfLineTrivia)
                    ? TextSpan.FromBounds(statement.FullSpan.Start, first.Span.End)
                    : statement.FullSpan;
        }

        var start = statement.SpanStart;
        while (start > before && style.Text[start - 1] == ' ')
        {
            start--;
        }

        return TextSpan.FromBounds(start, statement.Span.End);
    }

    /// <summary>No comments stand around the call, which would be lost with the arrow.</summary>
    private static bool HasOnlyCall(ArrowExpressionClauseSyntax arrow, InvocationExpressionSyntax call)
    {
        var around = arrow.GetFirstToken().GetPreviousToken().TrailingTrivia
            .Concat(arrow.ArrowToken.LeadingTrivia).Concat(arrow.ArrowToken.TrailingTrivia)
            .Concat(call.GetLeadingTrivia()).Concat(call.GetTrailingTrivia())
            .Concat(call.GetLastToken().GetNextToken().LeadingTrivia);
        return around.All(static t => t.IsKind(SyntaxKind.WhitespaceTrivia) || t.IsKind(SyntaxKind.EndOfLineTrivia));
    }

    private TextChange EmbeddedBlock(string block)
    {
        var before = _replaced.GetFirstToken().GetPreviousToken();
        var onNewLine = _style.Text.Lines.IndexOf(before.Span.End) != _style.Text.Lines.IndexOf(_replaced.SpanStart);
        var onlySpace = string.IsNullOrWhiteSpace(_style.Text.ToString(TextSpan.FromBounds(before.Span.End, _replaced.SpanStart)));
        if (onlySpace)
        {
            return new TextChange(TextSpan.FromBounds(before.Span.End, _replaced.Span.End), _style.NewLine + _outer + block);
        }

        // A comment between the condition and the statement keeps its place.
        return new TextChange(_replaced.Span, onNewLine ? block : _style.NewLine + _outer + block);
    }

    /// <summary>The neighbours keep a distance of an empty line, as EF scaffolds them.</summary>
    private bool HasBlankLines()
    {
        if (_shape != Shape.Statement)
        {
            return false;
        }

        var siblings = Siblings();
        var index = siblings.IndexOf((StatementSyntax)_replaced);
        return (index > 0 && BeginsWithBlankLine(siblings[index])) || (index + 1 < siblings.Count && BeginsWithBlankLine(siblings[index + 1]));
    }

    private SyntaxList<StatementSyntax> Siblings() => _replaced.Parent switch
    {
        BlockSyntax block => block.Statements,
        SwitchSectionSyntax section => section.Statements,
        _ => default,
    };

    private static bool BeginsWithBlankLine(StatementSyntax statement)
    {
        foreach (var trivia in statement.GetLeadingTrivia())
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            {
                return true;
            }

            if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            {
                return false;
            }
        }

        return false;
    }
}
