using MigrationAnalyzers.Ef.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Changes characters of the literals that write an SQL text.</summary>
internal static class LiteralEdit
{
    /// <summary>Null where the place is not written in one literal of this file that serves this one call.</summary>
    public static TextChange? Change(SqlCall call, SqlTextEdit edit, SemanticModel model, CancellationToken cancellationToken)
    {
        // What is only put in goes to the literal in which the character before it stands; at the very beginning, the one after it.
        var (start, length) = edit.Length > 0 ? (edit.Position, edit.Length) : (Math.Max(0, edit.Position - 1), 1);
        if (call.Text.Locate(start, length, static piece => piece.Deepest) is not { } place || place.Tree != call.Call.SyntaxTree)
        {
            return null;
        }

        var token = place.Tree.GetRoot(cancellationToken).FindToken(place.Span.Start);
        if (LiteralMap.TryCreate(token) is not { } literal
            || literal.IndexOf(place.Span.Start) is not { } index
            || index + length > literal.Value.Length
            // What stands there only for the whole (an interpolation hole, the result of Replace) is no place to write.
            || literal.Locate(index, length) != place.Span
            || string.CompareOrdinal(literal.Value, index, call.Text.Value, start, length) != 0
            || IsWrittenTwice(call.Text, place.Tree, place.Span)
            || !IsFor(call, token, model, cancellationToken))
        {
            return null;
        }

        if (edit.Length > 0)
        {
            return literal.Encode(index, length, edit.Text) is { } replaced ? new TextChange(place.Span, replaced) : null;
        }

        var isAtEnd = edit.Position > start;
        return literal.Encode(isAtEnd ? index + 1 : index, 0, edit.Text) is { } inserted
            ? new TextChange(new TextSpan(isAtEnd ? place.Span.End : place.Span.Start, 0), inserted)
            : null;
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
