using MigrationAnalyzers.Ef.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Puts characters into the literals that write an SQL text.</summary>
internal static class LiteralEdit
{
    /// <summary>Null where the place is not written in a literal of this file that serves this one call.</summary>
    public static TextChange? Insert(SqlCall call, SqlTextEdit edit, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.Text.Locate(edit.Position - 1, 1, static piece => piece.Deepest) is not { } before || before.Tree != call.Call.SyntaxTree)
        {
            return null;
        }

        var token = before.Tree.GetRoot(cancellationToken).FindToken(before.Span.Start);
        if (LiteralMap.TryCreate(token) is not { } literal
            || literal.IndexOf(before.Span.Start) is not { } index
            // What stands there only for the whole (an interpolation hole, the result of Replace) is no place to write.
            || literal.Locate(index, 1) != before.Span
            || literal.Value[index] != call.Text.Value[edit.Position - 1]
            || IsWrittenTwice(call.Text, before.Tree, before.Span)
            || !IsFor(call, token, model, cancellationToken)
            || literal.Encode(index + 1, 0, edit.Inserted) is not { } encoded)
        {
            return null;
        }

        return new TextChange(new TextSpan(before.Span.End, 0), encoded);
    }

    /// <summary>The same character of the source makes several of the text: a constant in two holes, what Replace puts in.</summary>
    private static bool IsWrittenTwice(TracedText text, SyntaxTree tree, TextSpan span)
    {
        var uses = 0;
        foreach (var piece in text.Pieces)
        {
            var place = piece.Deepest;
            uses += place.Tree == tree && place.Locate(0, piece.Length).Contains(span) ? 1 : 0;
        }

        return uses != 1;
    }

    /// <summary>The literal stands in the call, or is the value of a variable or constant that only this call uses.</summary>
    private static bool IsFor(SqlCall call, SyntaxToken token, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.Argument.Span.Contains(token.Span))
        {
            return true;
        }

        if (token.Parent?.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not { } declarator
            || model.GetDeclaredSymbol(declarator, cancellationToken) is not { } symbol
            || symbol is not (ILocalSymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Private }))
        {
            return false;
        }

        // A private member of a partial class may be used in another of its files.
        var declarations = symbol is IFieldSymbol ? symbol.ContainingType.DeclaringSyntaxReferences : symbol.ContainingSymbol.DeclaringSyntaxReferences;
        var uses = 0;
        foreach (var declaration in declarations)
        {
            foreach (var name in declaration.GetSyntax(cancellationToken).DescendantTokens())
            {
                if (name.IsKind(SyntaxKind.IdentifierToken) && name != declarator.Identifier && string.Equals(name.ValueText, symbol.Name, StringComparison.Ordinal))
                {
                    uses++;
                }
            }
        }

        return uses == 1;
    }
}
