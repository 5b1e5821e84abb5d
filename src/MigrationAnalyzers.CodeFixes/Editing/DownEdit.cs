using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Reversal;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Adds statements to the body of Down.</summary>
internal static class DownEdit
{
    /// <param name="declaration">The migration's class.</param>
    /// <param name="before">The call before which they are to stand; null: at the end.</param>
    /// <returns>Null where Down has no body in braces, or an operation can be written neither as a call nor as SQL.</returns>
    public static TextChange? Write(TypeDeclarationSyntax declaration, IEnumerable<MigrationOperation> operations, SyntaxNode? before, SourceStyle style)
    {
        if (declaration.Members.OfType<MethodDeclarationSyntax>().FirstOrDefault(static m => m.Identifier.ValueText == "Down") is not
            {
                ParameterList.Parameters: [{ Identifier.ValueText: var receiver }],
                Body: { Statements: { Count: > 0 } statements } body,
            })
        {
            return null;
        }

        var place = before is null ? null : statements.FirstOrDefault(s => s.Span.Contains(before.Span));
        if ((before is not null && place is null) || statements.Any(static s => s is ReturnStatementSyntax or ThrowStatementSyntax))
        {
            return null;
        }

        var indentation = style.IndentationAt((place ?? statements[0]).SpanStart);
        var written = new List<string>();
        foreach (var operation in operations)
        {
            if (Statement(operation, receiver) is not { } statement)
            {
                return null;
            }

            written.Add(statement.Replace("\n", "\n" + indentation));
        }

        var text = string.Join("\n\n" + indentation, written);
        return place is null
            ? new TextChange(new TextSpan(EndOf(statements.Last(), body), 0), ("\n\n" + indentation + text).Replace("\n", style.NewLine))
            : new TextChange(new TextSpan(StartOf(place), 0), (text + "\n\n" + indentation).Replace("\n", style.NewLine));
    }

    /// <summary>A call of MigrationBuilder, or SQL; null where neither says it.</summary>
    public static string? Statement(MigrationOperation operation, string receiver) =>
        MigrationBuilderCode.Write(operation, receiver)
        ?? (InverseSql.Write(operation) is { } sql
            ? $"{receiver}.Sql({MigrationBuilderCode.Literal(sql.Terminated)}{(sql.SuppressTransaction ? ", suppressTransaction: true" : "")});"
            : null);

    /// <summary>Behind the statement and the comment on its line.</summary>
    private static int EndOf(StatementSyntax statement, BlockSyntax body)
    {
        var comment = statement.GetTrailingTrivia().LastOrDefault(static t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia));
        return comment == default ? Math.Min(statement.Span.End, body.CloseBraceToken.SpanStart) : comment.Span.End;
    }

    /// <summary>Before the comments that belong to the statement.</summary>
    private static int StartOf(StatementSyntax statement)
    {
        var comment = statement.GetLeadingTrivia().FirstOrDefault(static t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia));
        return comment == default ? statement.SpanStart : comment.SpanStart;
    }
}
