using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Ef.Text;

/// <summary>Where a run of characters is written: in a literal, character by character, or somewhere in an expression as a whole.</summary>
internal readonly struct TextPlace
{
    private readonly TextSpan _whole;
    private readonly TextSpan _around;
    private readonly LiteralMap? _literal;
    private readonly int _offset;

    private TextPlace(SyntaxTree tree, TextSpan whole, TextSpan around, LiteralMap? literal, int offset)
    {
        Tree = tree;
        _whole = whole;
        _around = around;
        _literal = literal;
        _offset = offset;
    }

    public SyntaxTree Tree { get; }

    public bool IsNone => Tree is null;

    /// <summary>All of it.</summary>
    public TextSpan Whole => _whole;

    public static TextPlace Of(SyntaxNode node) => new(node.SyntaxTree, node.Span, node.Span, null, 0);

    /// <summary>A hole of an interpolated string: its expression, and with the braces what abuts the text around it.</summary>
    public static TextPlace Of(SyntaxNode expression, SyntaxNode hole) => new(expression.SyntaxTree, expression.Span, hole.Span, null, 0);

    public static TextPlace Of(SyntaxTree tree, TextSpan span) => new(tree, span, span, null, 0);

    public static TextPlace Of(SyntaxToken token, LiteralMap literal) => new(token.SyntaxTree!, token.Span, token.Span, literal, 0);

    /// <summary>It is that expression as a whole, and no literal of it.</summary>
    public bool IsExactly(SyntaxNode expression) => _literal is null && Tree == expression.SyntaxTree && _whole == expression.Span;

    /// <summary>The place of the characters from <paramref name="start"/> on.</summary>
    /// <param name="amongOthers">The characters are part of a run that goes on before or after this place.</param>
    public TextSpan Locate(int start, int length, bool amongOthers = false) =>
        _literal is not null ? _literal.Locate(_offset + start, length) : amongOthers ? _around : _whole;

    /// <summary>The place of the same characters without the first ones.</summary>
    public TextPlace From(int start) => _literal is null ? this : new TextPlace(Tree, _whole, _around, _literal, _offset + start);
}
