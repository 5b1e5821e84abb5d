using System.Collections.Immutable;
using System.Composition;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Configuration;

/// <summary>Takes away a suppression that suppresses nothing: a comment in SQL, a <c>#pragma</c>, an attribute.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class DBM9003SuppressionUnusedFix : CodeFixProvider
{
    private const string Title = "Remove the suppression";

    private static readonly Regex s_id = new(@"DBM\w+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public override ImmutableArray<string> FixableDiagnosticIds => ["DBM9003"];

    public override FixAllProvider GetFixAllProvider() => new All();

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.TextDocument;
        foreach (var diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(
                CodeAction.Create(Title, cancellationToken => RemoveAsync(document.Project.Solution, document, [diagnostic], cancellationToken), nameof(DBM9003SuppressionUnusedFix)),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Solution> RemoveAsync(Solution solution, TextDocument document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var root = document is Document code ? await code.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) : null;
        var removal = new SuppressionRemoval(text, root);
        foreach (var diagnostic in diagnostics)
        {
            var id = s_id.Match(diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
            removal.Add(diagnostic.Location.SourceSpan, id.Success ? id.Value : null);
        }

        return TextDocumentChanges.Apply(solution, document, text, removal.Changes());
    }

    private sealed class All : FixAllProvider
    {
        public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
            Task.FromResult<CodeAction?>(CodeAction.Create("Remove all suppressions that suppress nothing", cancellationToken => FixAsync(fixAllContext, cancellationToken), nameof(All)));

        private static async Task<Solution> FixAsync(FixAllContext context, CancellationToken cancellationToken)
        {
            var solution = context.Solution;
            foreach (var (document, diagnostics) in await MigrationFixAllProvider.DiagnosticsAsync(context, cancellationToken).ConfigureAwait(false))
            {
                solution = await RemoveAsync(solution, document, diagnostics, cancellationToken).ConfigureAwait(false);
            }

            return solution;
        }
    }
}
