using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>Where a fix writes what another rule would find, carries out the fix of that rule at once: neither is done without the other.</summary>
internal sealed class ContinuedFix(MigrationCodeFixProvider provider, CancellationToken cancellationToken)
{
    /// <summary>Null where what the fix writes cannot be fixed in turn, or is not what the other rule finds.</summary>
    /// <param name="document">Before the fix.</param>
    /// <param name="changes">Those of the fix.</param>
    public async Task<Solution?> FixAsync(Document document, ClassPlace place, IReadOnlyList<TextChange> changes)
    {
        if (provider.Continuation is not var (next, _))
        {
            return null;
        }

        var changed = FixForms.Change(document, await document.GetTextAsync(cancellationToken).ConfigureAwait(false), changes);
        if (await MigrationClass.FindAsync(changed, place, cancellationToken).ConfigureAwait(false) is not { } migration)
        {
            return null;
        }

        var written = SpansOf(changes);
        foreach (var (_, finding) in migration.FindingsOf(next.Rule).Where(f => f.Finding.Severity >= RuleSeverity.Warning))
        {
            var span = new TextSpan(finding.Location.Start, finding.Location.Length);
            if (written.Exists(w => w.Contains(span))
                && await next.SplitAsync(changed, span, cancellationToken).ConfigureAwait(false) is var (_, solution)
                && !await FixForms.BringsMoreAsync(document, place, solution, provider.MayBring, cancellationToken).ConfigureAwait(false))
            {
                return solution;
            }
        }

        return null;
    }

    /// <summary>All findings of the rule in Up that can be fixed so, from the first to the last, as one by one.</summary>
    public async Task<Solution> FixAllAsync(Solution solution, DocumentId id, ClassPlace place, string? key)
    {
        var left = 0;
        while (solution.GetDocument(id) is { } document
            && await MigrationClass.FindAsync(document, place, cancellationToken).ConfigureAwait(false) is { } migration
            && migration.FindingsOf(provider.Rule).Select(static f => f.Finding).OrderBy(static f => f.Location.Start).ElementAtOrDefault(left) is { } finding
            && await CodeSource.CreateAsync(document, cancellationToken).ConfigureAwait(false) is { } source)
        {
            var tree = migration.Declaration.SyntaxTree;
            var diagnostic = FindingDiagnostics.Create(finding, l => Location.Create(tree, new TextSpan(l.Start, l.Length)));
            left++;
            foreach (var (_, changes) in provider.FixesFor(diagnostic, source).Where(f => key is null || string.Equals(f.Fix.Remedy.EquivalenceKey, key, StringComparison.Ordinal)))
            {
                if (await FixAsync(document, place, changes).ConfigureAwait(false) is { } fixedOne)
                {
                    // The next one has its place now.
                    (solution, left) = (fixedOne, left - 1);
                    break;
                }
            }
        }

        return solution;
    }

    /// <summary>Where what the changes write then stands.</summary>
    private static List<TextSpan> SpansOf(IReadOnlyList<TextChange> changes)
    {
        var (spans, moved) = (new List<TextSpan>(), 0);
        foreach (var change in changes.OrderBy(static c => c.Span.Start))
        {
            var length = change.NewText?.Length ?? 0;
            spans.Add(new TextSpan(change.Span.Start + moved, length));
            moved += length - change.Span.Length;
        }

        return spans;
    }
}
