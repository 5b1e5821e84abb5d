using MigrationAnalyzers.Ef.Text;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Ef.Walking;

/// <summary>Maps the characters of SQL in C# to the literals and expressions that write them.</summary>
/// <param name="text">The SQL.</param>
/// <param name="argument">The expression that is passed as SQL: the place of what cannot be told more exactly.</param>
/// <param name="anchor">Where the migration calls the code that has <paramref name="argument"/>; none when it is in the migration itself.</param>
internal sealed class CSharpSqlMap(TracedText text, SyntaxNode argument, SourceScope scope, SourceLocation anchor) : ISqlSourceMap
{
    public TracedText Text { get; } = text;

    public SourceLocation Locate(int start, int length)
    {
        var foreign = false;
        var found = Text.Locate(start, length, piece =>
        {
            if (scope.IsOwn(piece.Place.Tree, piece.Place.Whole))
            {
                return piece.Place;
            }

            if (!piece.Inner.IsNone && scope.IsOwn(piece.Inner.Tree, piece.Inner.Whole))
            {
                return piece.Inner;
            }

            foreign = true;
            return piece.Place;
        });
        if (foreign && !anchor.IsNone)
        {
            return anchor;
        }

        return found is { } place ? SourceScope.Location(place.Tree, place.Span) : scope.OriginOf(FrontEnd.SqlInCode, argument.SyntaxTree, argument.Span, anchor).Location;
    }

    /// <summary>Where the characters are really written, when <see cref="Locate"/> leads only to a reference; none otherwise.</summary>
    public SourceLocation LocateInner(int start, int length)
    {
        if (Text.Locate(start, length, static piece => piece.Deepest) is not { } place)
        {
            return SourceLocation.None;
        }

        var inner = SourceScope.Location(place.Tree, place.Span);
        return inner == Locate(start, length) ? SourceLocation.None : inner;
    }
}
