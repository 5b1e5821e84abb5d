using System.Collections.Immutable;
using System.Composition;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Ef;
using MigrationAnalyzers.Ef.Calls;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules.Compatibility;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Compatibility;

/// <summary>Writes a RenameColumn in place of a DropColumn and an AddColumn, in Up and in Down.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DBM3013RenameInDisguiseFix))]
[Shared]
public sealed class DBM3013RenameInDisguiseFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["DBM3013"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent?.FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } declaration
            || model?.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } type
            || MigrationSession.TryCreate(model.Compilation, new OptionsSource(document.Project.AnalyzerOptions)) is not { } session
            || session.ReadCalls(type, context.CancellationToken) is not { } calls)
        {
            return;
        }

        var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.TryGetValue(DBM3013RenameInDisguise.NewNameProperty, out var newName)
                && newName is not null
                && DropAt(calls, diagnostic.Location.SourceSpan, root.SyntaxTree) is { } drop
                && Edit(calls, drop, newName, SourceStyle.Of(root, text)) is { } changes)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Rename the column to {newName}",
                        _ => Task.FromResult(document.WithText(text.WithChanges(changes))),
                        equivalenceKey: nameof(DBM3013RenameInDisguiseFix)),
                    diagnostic);
            }
        }
    }

    private static DropColumn? DropAt(MigrationCalls calls, TextSpan span, SyntaxTree tree)
    {
        DropColumn? found = null;
        foreach (var operation in calls.Migration.Up.Operations)
        {
            if (operation is DropColumn drop
                && drop.Origin.Location.Start == span.Start
                && string.Equals(drop.Origin.Location.Path, tree.FilePath, StringComparison.Ordinal))
            {
                // A loop drops several columns by one call.
                if (found is not null)
                {
                    return null;
                }

                found = drop;
            }
        }

        return found;
    }

    private static IReadOnlyList<TextChange>? Edit(MigrationCalls calls, DropColumn drop, string newName, SourceStyle style)
    {
        var rename = new RenameColumn(drop.Table, drop.Column, newName) { Origin = drop.Origin };
        if (ColumnPair.Find(calls, MigrationDirection.Up, rename) is not { } up || !up.IsReplaceable(calls))
        {
            return null;
        }

        if (calls.Migration.DownShape != DownShape.Present)
        {
            // What the old column was besides its type is not told.
            return up.Added.Default is null && up.Added.Comment is null ? Replace(up, rename, style) : null;
        }

        var back = new RenameColumn(drop.Table, newName, drop.Column) { Origin = drop.Origin };
        return ColumnPair.Find(calls, MigrationDirection.Down, back) is { } down
            && down.IsReplaceable(calls)
            && IsSame(up.Added, down.Added)
            && down.First.SyntaxTree == up.First.SyntaxTree
                ? [.. Replace(up, rename, style), .. Replace(down, back, style)]
                : null;
    }

    private static bool IsSame(ColumnDefinition a, ColumnDefinition b) =>
        string.Equals(a.Default?.Text, b.Default?.Text, StringComparison.Ordinal)
        && string.Equals(a.Comment, b.Comment, StringComparison.Ordinal)
        && string.Equals(a.Collation, b.Collation, StringComparison.Ordinal);

    private static TextChange[] Replace(ColumnPair pair, RenameColumn rename, SourceStyle style)
    {
        var indent = style.IndentationAt(pair.First.SpanStart);
        var code = MigrationBuilderCode.Write(rename, pair.Receiver)!.Replace("\n", style.NewLine + indent);
        return [new TextChange(pair.First.Span, code), new TextChange(CallSite.Removed(pair.Second, style), "")];
    }

    /// <summary>The statements that drop one column and add the other, in the order in which they stand.</summary>
    private sealed record ColumnPair(ExpressionStatementSyntax First, ExpressionStatementSyntax Second, string Receiver, ColumnDefinition Added, MigrationDirection Direction)
    {
        /// <summary>Null where one of them is not there, or there twice, or is more than a statement of its own.</summary>
        public static ColumnPair? Find(MigrationCalls calls, MigrationDirection direction, RenameColumn rename)
        {
            var unit = direction == MigrationDirection.Up ? calls.Migration.Up : calls.Migration.Down;
            ExpressionStatementSyntax? drop = null;
            ExpressionStatementSyntax? add = null;
            ColumnDefinition? added = null;
            foreach (var statement in unit.Statements)
            {
                switch (statement.Operations)
                {
                    case [DropColumn candidate] when candidate.Table.Equals(rename.Table) && string.Equals(candidate.Column, rename.Column, StringComparison.Ordinal):
                        if (drop is not null || (drop = Statement(calls.CallOf(direction, statement.Command), "DropColumn")) is null)
                        {
                            return null;
                        }

                        break;
                    case [AddColumn candidate] when candidate.Table.Equals(rename.Table) && string.Equals(candidate.Column.Name, rename.NewName, StringComparison.Ordinal):
                        if (add is not null || (add = Statement(calls.CallOf(direction, statement.Command), "AddColumn")) is null)
                        {
                            return null;
                        }

                        added = candidate.Column;
                        break;
                }
            }

            if (drop is null || add is null || added is null || drop.Parent != add.Parent || Receiver(drop) is not { } receiver)
            {
                return null;
            }

            return drop.SpanStart < add.SpanStart ? new ColumnPair(drop, add, receiver, added, direction) : new ColumnPair(add, drop, receiver, added, direction);

            static string? Receiver(ExpressionStatementSyntax statement) =>
                statement.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax builder } } ? builder.Identifier.ValueText : null;
        }

        /// <summary>No comment is lost, and no SQL between the two counts on the names of that place.</summary>
        public bool IsReplaceable(MigrationCalls calls)
        {
            if (HasComments(First) || HasComments(Second) || Second.GetLeadingTrivia().Any(IsMore) || Second.GetTrailingTrivia().Any(IsMore))
            {
                return false;
            }

            var unit = Direction == MigrationDirection.Up ? calls.Migration.Up : calls.Migration.Down;
            foreach (var statement in unit.Statements)
            {
                if (statement.Origin.FrontEnd != FrontEnd.MigrationBuilderCall
                    && calls.CallOf(Direction, statement.Command)?.Syntax is { } sql
                    && sql.SpanStart > First.SpanStart
                    && sql.SpanStart < Second.SpanStart)
                {
                    return false;
                }
            }

            return true;
        }

        private static ExpressionStatementSyntax? Statement(EfCall? call, string method) =>
            call is { Anchor.IsNone: true, Syntax.Parent: ExpressionStatementSyntax { Parent: BlockSyntax } statement } && string.Equals(call.Method, method, StringComparison.Ordinal)
                ? statement
                : null;

        private static bool HasComments(ExpressionStatementSyntax statement) => CallComments.TryCollect(statement) is not { Count: 0 };

        private static bool IsMore(SyntaxTrivia trivia) => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);
    }
}
