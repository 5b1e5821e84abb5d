using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Ef.Walking;

/// <summary>
/// The migration's own declarations. A finding is shown inside of them: what is written elsewhere (a helper, a base class) is shown at the
/// call that leads there, and its real place is kept beside.
/// </summary>
internal sealed class SourceScope(ImmutableArray<(SyntaxTree Tree, TextSpan Span)> own)
{
    public bool IsOwn(SyntaxTree tree, TextSpan span)
    {
        foreach (var declaration in own)
        {
            if (declaration.Tree == tree && declaration.Span.Contains(span))
            {
                return true;
            }
        }

        return false;
    }

    public static SourceLocation Location(SyntaxTree tree, TextSpan span) => new(tree.FilePath, span.Start, span.Length);

    public static SourceLocation Location(SyntaxToken token) => Location(token.SyntaxTree!, token.Span);

    public Origin OriginOf(FrontEnd frontEnd, SyntaxTree tree, TextSpan span, SourceLocation anchor)
    {
        var location = Location(tree, span);
        return anchor.IsNone || IsOwn(tree, span)
            ? new Origin(frontEnd, location)
            : new Origin(frontEnd, anchor) { Inner = location };
    }
}
