using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>The comments inside of a call that is about to be written anew.</summary>
internal static class CallComments
{
    /// <summary>Null where there is more than comments: preprocessor directives, code that is switched off.</summary>
    public static IReadOnlyList<string>? TryCollect(SyntaxNode call)
    {
        var comments = new List<string>();
        var first = call.GetFirstToken();
        var last = call.GetLastToken();
        foreach (var token in call.DescendantTokens())
        {
            // What stands before and after the call stays where it is.
            if ((token != first && !TryCollect(token.LeadingTrivia, comments)) || (token != last && !TryCollect(token.TrailingTrivia, comments)))
            {
                return null;
            }
        }

        return comments;
    }

    private static bool TryCollect(SyntaxTriviaList list, List<string> comments)
    {
        foreach (var trivia in list)
        {
            switch (trivia.Kind())
            {
                case SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia:
                    break;
                case SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia:
                    comments.Add(trivia.ToString());
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
