using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes;

/// <summary>Applies changes to the text of a document, be it code or an additional file.</summary>
internal static class TextDocumentChanges
{
    public static async Task<Solution> ApplyAsync(TextDocument document, IReadOnlyList<TextChange> changes, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return Apply(document.Project.Solution, document, text, changes);
    }

    public static Solution Apply(Solution solution, TextDocument document, SourceText text, IReadOnlyList<TextChange> changes)
    {
        var changed = text.WithChanges(changes.OrderBy(static c => c.Span.Start));
        return document is Document
            ? solution.WithDocumentText(document.Id, changed)
            : solution.WithAdditionalDocumentText(document.Id, changed);
    }
}
