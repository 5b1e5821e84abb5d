using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>Writes what the migrations still lack into a new one behind the last.</summary>
public abstract class StepBehindFix : MigrationCodeFixProvider
{
    private protected StepBehindFix(string id)
        : base(id)
    {
    }

    private protected override IEnumerable<Remedy> RemediesFor(FixTarget target) => [];

    /// <summary>What is to be done behind the last migration; null where nothing keeps the meaning.</summary>
    private protected abstract StepBehind? StepFor(FixTarget target, LastMigration last);

    internal sealed override async Task<CodeAction?> ActionBehindAsync(TextDocument document, Diagnostic diagnostic, FixSource source, CancellationToken cancellationToken)
    {
        if (await FindAsync(document, diagnostic, source, [], cancellationToken).ConfigureAwait(false) is not var (step, last)
            || await last.AppendAsync(document.Project.Solution, [step], cancellationToken).ConfigureAwait(false) is not { } solution)
        {
            return null;
        }

        return CodeAction.Create(step.Title, _ => Task.FromResult(solution), step.EquivalenceKey);
    }

    /// <summary>All findings at once: a migration for each, one after another.</summary>
    /// <param name="key">Null: whatever is the fix for each.</param>
    internal async Task<Solution> FixAllAsync(
        Solution solution, IEnumerable<(TextDocument Document, Diagnostic Diagnostic)> findings, string? key, CancellationToken cancellationToken)
    {
        var known = new Dictionary<(ProjectId, string?), LastMigration?>();
        var sources = new Dictionary<TextDocument, FixSource?>();
        var steps = new List<(LastMigration Last, StepBehind Step)>();
        foreach (var (document, diagnostic) in findings)
        {
            if (!sources.TryGetValue(document, out var source))
            {
                sources.Add(document, source = await SourceOf(document, cancellationToken).ConfigureAwait(false));
            }

            if (source is not null
                && await FindAsync(document, diagnostic, source, known, cancellationToken).ConfigureAwait(false) is var (step, last)
                && (key is null || string.Equals(step.EquivalenceKey, key, StringComparison.Ordinal)))
            {
                steps.Add((last, step));
            }
        }

        var result = solution;
        foreach (var group in steps.GroupBy(static s => s.Last, static s => s.Step))
        {
            result = await group.Key.AppendAsync(result, [.. group], cancellationToken).ConfigureAwait(false) ?? result;
        }

        return result;
    }

    /// <param name="known">The last migration of each DbContext that was looked for before.</param>
    private async Task<(StepBehind Step, LastMigration Last)?> FindAsync(
        TextDocument document, Diagnostic diagnostic, FixSource source, Dictionary<(ProjectId, string?), LastMigration?> known, CancellationToken cancellationToken)
    {
        if (document is not Document code || source.Find(diagnostic, Accepts, IsForThePlace, PlacesIn) is not { Migration.Migration: { } migration } target)
        {
            return null;
        }

        var key = (code.Project.Id, migration.ContextType);
        if (!known.TryGetValue(key, out var last))
        {
            known.Add(key, last = await LastMigration.FindAsync(code, migration, cancellationToken).ConfigureAwait(false));
        }

        return last is not null && StepFor(target, last) is { } step ? (step, last) : null;
    }
}
