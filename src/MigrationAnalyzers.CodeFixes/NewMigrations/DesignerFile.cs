using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>The part of a migration that holds its model.</summary>
internal static class DesignerFile
{
    /// <summary>Null where there is none, so that the class has no model of its own.</summary>
    /// <param name="declaration">The part with Up and Down.</param>
    /// <param name="isUsable">False where it cannot be copied: it is written beside Up and Down, or other classes stand in its file; or where the migration is compiled under a condition.</param>
    public static Document? Find(INamedTypeSymbol migration, ClassDeclarationSyntax declaration, Project project, out bool isUsable)
    {
        isUsable = true;
        var declarations = migration.GetMembers("BuildTargetModel").SelectMany(static m => m.DeclaringSyntaxReferences).Select(static r => r.GetSyntax().Parent!).ToList();
        if (declarations.Count == 0)
        {
            isUsable = migration.DeclaringSyntaxReferences.Length == 1 && !IsConditional(declaration);
            return null;
        }

        isUsable = declarations.Count == 1
            && migration.DeclaringSyntaxReferences.Length == 2
            && declarations[0].SyntaxTree != declaration.SyntaxTree
            && !IsConditional(declaration)
            && declarations[0].SyntaxTree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Count() == 1;
        return isUsable ? project.GetDocument(declarations[0].SyntaxTree) : null;
    }

    /// <summary>It stands between <c>#if</c> and <c>#endif</c>.</summary>
    private static bool IsConditional(ClassDeclarationSyntax declaration)
    {
        var depth = 0;
        for (var directive = declaration.SyntaxTree.GetRoot().GetFirstDirective(); directive is not null && directive.SpanStart < declaration.SpanStart; directive = directive.GetNextDirective())
        {
            depth += directive.Kind() switch
            {
                SyntaxKind.IfDirectiveTrivia => 1,
                SyntaxKind.EndIfDirectiveTrivia => -1,
                _ => 0,
            };
        }

        return depth > 0;
    }

    /// <summary>The same file for another migration.</summary>
    public static SourceText Copy(SourceText text, SyntaxNode root, string name, string id)
    {
        var declaration = root.DescendantNodes().OfType<ClassDeclarationSyntax>().Single();
        var changes = new List<TextChange> { new(declaration.Identifier.Span, name) };
        if (IdOf(declaration) is { } literal)
        {
            changes.Add(new TextChange(literal.Span, SymbolDisplay.FormatLiteral(id, quote: true)));
        }

        return text.WithChanges(changes.OrderBy(static c => c.Span.Start));
    }

    /// <summary>The argument of <c>[Migration]</c>.</summary>
    public static ExpressionSyntax? IdOf(ClassDeclarationSyntax declaration)
    {
        foreach (var attribute in declaration.AttributeLists.SelectMany(static l => l.Attributes))
        {
            var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : attribute.Name.ToString();
            if (name is "Migration" or "MigrationAttribute" && attribute.ArgumentList?.Arguments is [var only, ..])
            {
                return only.Expression;
            }
        }

        return null;
    }
}
