using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>A class of a file, whatever the fixes that come first do to the text before it: none of them adds a class to the file or takes one away.</summary>
/// <param name="Index">Among the classes of the file.</param>
internal readonly record struct ClassPlace(int Index)
{
    /// <summary>The class around a place in the file; null where there is none.</summary>
    public static ClassPlace? Around(SyntaxNode root, TextSpan span)
    {
        if (root.FullSpan.Contains(span) && root.FindNode(span).FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } declaration)
        {
            return new ClassPlace(ClassesOf(root).TakeWhile(c => c != declaration).Count());
        }

        return null;
    }

    public ClassDeclarationSyntax? In(SyntaxNode root) => ClassesOf(root).ElementAtOrDefault(Index);

    private static IEnumerable<ClassDeclarationSyntax> ClassesOf(SyntaxNode root) =>
        root.DescendantNodes(static n => n is not BaseMethodDeclarationSyntax).OfType<ClassDeclarationSyntax>();
}
