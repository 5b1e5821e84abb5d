using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Targets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationAnalyzers.CodeFixes;

/// <summary>
/// Fixes all findings of a file at once, so that several in one call are edited together. Unlike Roslyn's own document-based provider it
/// reaches additional files too.
/// </summary>
internal sealed class MigrationFixAllProvider : FixAllProvider
{
    public static readonly MigrationFixAllProvider Instance = new();

    private MigrationFixAllProvider()
    {
    }

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        $"Fix all {string.Join(", ", fixAllContext.DiagnosticIds.OrderBy(static id => id, StringComparer.Ordinal))}",
        cancellationToken => FixAsync(fixAllContext, cancellationToken),
        nameof(MigrationFixAllProvider)));

    private static async Task<Solution> FixAsync(FixAllContext context, CancellationToken cancellationToken)
    {
        var solution = context.Solution;
        var found = await DiagnosticsAsync(context, cancellationToken).ConfigureAwait(false);
        if (context.CodeFixProvider is StepBehindFix behind)
        {
            // The older migration first.
            var findings =
                from file in found.OrderBy(static f => f.Document.FilePath ?? f.Document.Name, StringComparer.Ordinal)
                from diagnostic in file.Diagnostics.OrderBy(static d => d.Location.SourceSpan.Start)
                select (file.Document, diagnostic);
            return await behind.FixAllAsync(solution, findings, context.CodeActionEquivalenceKey, cancellationToken).ConfigureAwait(false);
        }

        foreach (var (document, diagnostics) in found)
        {
            if (await MigrationCodeFixProvider.SourceOf(document, cancellationToken).ConfigureAwait(false) is not { } source)
            {
                continue;
            }

            var provider = (MigrationCodeFixProvider)context.CodeFixProvider;
            if (await SplitAllAsync(provider, document, diagnostics, solution, context.CodeActionEquivalenceKey, cancellationToken).ConfigureAwait(false) is { } split)
            {
                solution = split;
                continue;
            }

            var key = OwnMigration.WithoutSuffix(context.CodeActionEquivalenceKey);
            var fixes = new List<FileFix>();
            foreach (var diagnostic in diagnostics.OrderBy(static d => d.Location.SourceSpan.Start))
            {
                // Without a key (dotnet format, when the first finding has no fix) the best of each is meant.
                var offered = provider.FixesFor(diagnostic, source)
                    .Where(f => key is null || string.Equals(f.Fix.Remedy.EquivalenceKey, key, StringComparison.Ordinal))
                    .Select(f => new FileFix(f.Fix.Target, f.Fix.Remedy, diagnostic.Location.SourceSpan));
                fixes.AddRange(offered
                    .Take(1)
                    .Select(f => f with { Others = new(() => [.. offered.Skip(1).Where(o => string.Equals(o.Remedy.EquivalenceKey, f.Remedy.EquivalenceKey, StringComparison.Ordinal))]) })
                    // What several findings ask of one operation, or have as their cause, is put right once.
                    .Where(f => !fixes.Exists(other => ReferenceEquals(other.Target, f.Target) && string.Equals(other.Remedy.EquivalenceKey, f.Remedy.EquivalenceKey, StringComparison.Ordinal))));
            }

            var file = new FileFixes(provider, document, source, OwnMigration.PrefersInPlace(context.CodeActionEquivalenceKey));
            solution = await file.ApplyAsync(solution, fixes, cancellationToken).ConfigureAwait(false);
        }

        return solution;
    }

    /// <summary>
    /// Gives what is found in each migration of the file a migration of its own, from the last to the first. Null where there is nothing of that kind to do.
    /// </summary>
    private static async Task<Solution?> SplitAllAsync(
        MigrationCodeFixProvider provider,
        TextDocument document,
        ImmutableArray<Diagnostic> diagnostics,
        Solution solution,
        string? key,
        CancellationToken cancellationToken)
    {
        if (!provider.Splits || document is not Document || await ((Document)document).GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
        {
            return null;
        }

        Solution? result = null;
        foreach (var found in diagnostics.GroupBy(d => ClassPlace.Around(root, d.Location.SourceSpan)).Where(static g => g.Key is not null).OrderByDescending(static g => g.Key!.Value.Index))
        {
            var place = found.Key!.Value;
            if ((result ?? solution).GetDocument(document.Id) is { } current
                && await provider.SplitAsync(current, place, cancellationToken).ConfigureAwait(false) is var (fix, changed)
                && (key is null || string.Equals(fix.EquivalenceKey, key, StringComparison.Ordinal)))
            {
                result = changed;
                continue;
            }

            // From the last to the first: what comes before stays where it is.
            foreach (var finding in found.Select(static d => d.Location.SourceSpan).OrderByDescending(static s => s.Start))
            {
                if ((result ?? solution).GetDocument(document.Id) is { } rest
                    && await new MovedFirst(provider, cancellationToken).SplitAsync(rest, place, finding).ConfigureAwait(false) is var (_, moved))
                {
                    result = moved;
                }
            }
        }

        return result;
    }

    /// <summary>The findings of each file in the scope.</summary>
    public static async Task<IReadOnlyList<(TextDocument Document, ImmutableArray<Diagnostic> Diagnostics)>> DiagnosticsAsync(
        FixAllContext context, CancellationToken cancellationToken)
    {
        var result = new List<(TextDocument, ImmutableArray<Diagnostic>)>();
        if (context.Scope == FixAllScope.Document)
        {
            if (context.Document is { } only)
            {
                result.Add((only, await context.GetDocumentDiagnosticsAsync(only).ConfigureAwait(false)));
            }

            return result;
        }

        // A file that several projects share is fixed once.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        foreach (var project in projects.Where(p => string.Equals(p.Language, context.Project.Language, StringComparison.Ordinal)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var all = await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            foreach (var group in all.GroupBy(PathOf, StringComparer.Ordinal))
            {
                var document = project.Documents.Concat<TextDocument>(project.AdditionalDocuments)
                    .FirstOrDefault(d => string.Equals(d.FilePath ?? d.Name, group.Key, StringComparison.Ordinal));
                if (document is not null && seen.Add(group.Key))
                {
                    result.Add((document, [.. group]));
                }
            }
        }

        return result;
    }

    private static string PathOf(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.FilePath ?? diagnostic.Location.GetLineSpan().Path ?? "";
}
