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

    public static Solution Apply(Solution solution, TextDocument document, SourceText text, IReadOnlyList<TextChange> changes) =>
        Replace(solution, document, text.WithChanges(changes.OrderBy(static c => c.Span.Start)));

    /// <summary>
    /// Gives a file another text: in each project that it is linked into, and for each target framework. What is fixed next may be found in another of these than what was fixed before,
    /// and must not be written over it.
    /// </summary>
    public static Solution Replace(Solution solution, TextDocument document, SourceText text)
    {
        foreach (var id in document.FilePath is { } path ? solution.GetDocumentIdsWithFilePath(path).Append(document.Id).Distinct() : [document.Id])
        {
            if (solution.GetDocument(id) is not null)
            {
                solution = solution.WithDocumentText(id, text);
            }
            else if (solution.GetAdditionalDocument(id) is not null)
            {
                solution = solution.WithAdditionalDocumentText(id, text);
            }
        }

        return solution;
    }
}
