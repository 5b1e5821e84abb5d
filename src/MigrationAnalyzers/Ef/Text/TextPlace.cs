using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Ef.Text;

/// <summary>Where a run of characters is written: in a literal, character by character, or somewhere in an expression as a whole.</summary>
internal readonly struct TextPlace
{
    private readonly TextSpan _whole;
    private readonly LiteralMap? _literal;
    private readonly int _offset;

    private TextPlace(SyntaxTree tree, TextSpan whole, LiteralMap? literal, int offset)
    {
        Tree = tree;
        _whole = whole;
        _literal = literal;
        _offset = offset;
    }

    public SyntaxTree Tree { get; }

    public bool IsNone => Tree is null;

    /// <summary>All of it.</summary>
    public TextSpan Whole => _whole;

    public static TextPlace Of(SyntaxNode node) => new(node.SyntaxTree, node.Span, null, 0);

    public static TextPlace Of(SyntaxTree tree, TextSpan span) => new(tree, span, null, 0);

    public static TextPlace Of(SyntaxToken token, LiteralMap literal) => new(token.SyntaxTree!, token.Span, literal, 0);

    /// <summary>The place of the characters from <paramref name="start"/> on.</summary>
    public TextSpan Locate(int start, int length) => _literal is null ? _whole : _literal.Locate(_offset + start, length);

    /// <summary>The place of the same characters without the first ones.</summary>
    public TextPlace From(int start) => _literal is null ? this : new TextPlace(Tree, _whole, _literal, _offset + start);
}
