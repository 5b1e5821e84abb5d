using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.Reversal;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Reversibility;

/// <summary>Writes the Down that undoes Up; what Up dropped comes back as the earlier migrations made it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DBM6001DownMissingFix))]
[Shared]
public sealed class DBM6001DownMissingFix : CodeFixProvider
{
    private const string Title = "Write the Down that undoes Up";

    public override ImmutableArray<string> FixableDiagnosticIds => ["DBM6001"];

    // Each diagnostic belongs to a class of its own: their edits never touch.
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent?.FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } declaration
            || await ProjectMigrations.OfAsync(document.Project, context.CancellationToken).ConfigureAwait(false) is not { Session: var session } migrations
            || migrations.ModelOf(root.SyntaxTree).GetDeclaredSymbol(declaration, context.CancellationToken) is not { } type
            || session.Read(type, context.CancellationToken)?.Migration is not { } migration)
        {
            return;
        }

        var inverse = InverseUnit.Of(migration.Up, session.CatalogBefore(migration, context.CancellationToken));
        var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (inverse.Obstacle is null && Edit(declaration, text, inverse) is { } edit)
        {
            context.RegisterCodeFix(
                CodeAction.Create(Title, _ => Task.FromResult(document.WithText(text.WithChanges(edit))), equivalenceKey: nameof(DBM6001DownMissingFix)),
                context.Diagnostics);
        }
    }

    private static TextChange? Edit(ClassDeclarationSyntax declaration, SourceText text, InverseUnit inverse)
    {
        var down = Method(declaration, "Down");
        var place = down ?? Method(declaration, "Up");
        if (place is null || place.ParameterList.Parameters is not [{ Identifier.ValueText: var receiver }])
        {
            return null;
        }

        var style = SourceStyle.Of(declaration.SyntaxTree.GetRoot(), text);
        var indent = style.IndentationAt(place.SpanStart);
        var newLine = style.NewLine;
        if (Body(inverse, receiver, indent) is not { } body)
        {
            return null;
        }

        if (down is null)
        {
            var method = "\n\n" + indent + $"protected override void Down(MigrationBuilder {receiver})\n" + body;
            return new TextChange(new TextSpan(place.Span.End, 0), method.Replace("\n", newLine));
        }

        // A comment inside the old body would be lost.
        SyntaxNode? old = (SyntaxNode?)down.Body ?? down.ExpressionBody;
        if (old is null || old.DescendantTrivia().Any(static t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia)))
        {
            return null;
        }

        return new TextChange(TextSpan.FromBounds(down.ParameterList.Span.End, down.Span.End), ("\n" + body).Replace("\n", newLine));
    }

    /// <summary>The body in braces; null where an operation can be written neither as a call nor as SQL.</summary>
    private static string? Body(InverseUnit inverse, string receiver, string indent)
    {
        var statements = new List<string>();
        foreach (var operation in inverse.Operations)
        {
            var statement = DownEdit.Statement(operation, receiver);
            if (statement is null)
            {
                return null;
            }

            statements.Add(indent + "    " + statement.Replace("\n", "\n" + indent + "    "));
        }

        return statements.Count == 0 ? null : indent + "{\n" + string.Join("\n\n", statements) + "\n" + indent + "}";
    }

    private static MethodDeclarationSyntax? Method(ClassDeclarationSyntax declaration, string name)
    {
        foreach (var member in declaration.Members)
        {
            if (member is MethodDeclarationSyntax method && string.Equals(method.Identifier.ValueText, name, StringComparison.Ordinal))
            {
                return method;
            }
        }

        return null;
    }
}
