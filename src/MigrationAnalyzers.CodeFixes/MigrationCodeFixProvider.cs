using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes;

/// <summary>
/// A fix for the findings of one rule. It reads the migration again, finds the operation, and says what is to be done to it; how that is written
/// in C# or in a <c>.sql</c> file is the same for all fixes. What cannot keep the meaning is not offered.
/// </summary>
public abstract class MigrationCodeFixProvider : CodeFixProvider
{
    private protected MigrationCodeFixProvider(string id)
    {
        Id = id;
        FixableDiagnosticIds = [id];
    }

    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    private protected string Id { get; }

    /// <summary>The rule whose findings it fixes.</summary>
    internal string Rule => Id;

    public sealed override FixAllProvider GetFixAllProvider() => MigrationFixAllProvider.Instance;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.TextDocument;
        if (await SourceOf(document, context.CancellationToken).ConfigureAwait(false) is not { } source)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            // Of those with the same key, which are different ways to write one thing, the first that can be written and does no harm is offered.
            var (divides, edits) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
            var movedFirst = new MovedFirst(this, context.CancellationToken);
            foreach (var (fix, changes) in FixesFor(diagnostic, source).Where(f => !edits.Contains(f.Fix.Remedy.EquivalenceKey)))
            {
                var key = fix.Remedy.EquivalenceKey;
                var forms = source is SqlFileSource file
                    ? FixForms.Of(file, [], changes, MayBring)
                    : await FormsOfAsync((Document)document, diagnostic.Location.SourceSpan, fix, changes, divides.Contains(key) ? null : movedFirst, context.CancellationToken).ConfigureAwait(false);
                if (forms.Divided is { } divided && divides.Add(key))
                {
                    context.RegisterCodeFix(CodeAction.Create(fix.Remedy.Title + forms.DividedTitle, _ => Task.FromResult(divided), key), diagnostic);
                }

                if (forms.InPlace)
                {
                    edits.Add(key);
                    context.RegisterCodeFix(
                        CodeAction.Create(
                            fix.Remedy.Title,
                            cancellationToken => TextDocumentChanges.ApplyAsync(document, changes, cancellationToken),
                            divides.Contains(key) ? OwnMigration.InPlaceKeyOf(fix.Remedy) : key),
                        diagnostic);
                }
            }

            if (await SplitAsync(document, diagnostic.Location.SourceSpan, context.CancellationToken).ConfigureAwait(false) is var (split, solution))
            {
                context.RegisterCodeFix(CodeAction.Create(split.Title, _ => Task.FromResult(solution), split.EquivalenceKey), diagnostic);
            }

            if (await ActionBehindAsync(document, diagnostic, source, context.CancellationToken).ConfigureAwait(false) is { } behind)
            {
                context.RegisterCodeFix(behind, diagnostic);
            }
        }
    }

    /// <param name="movedFirst">Null where a form with migrations of their own is known already.</param>
    private async Task<FixForms> FormsOfAsync(
        Document code,
        TextSpan finding,
        (FixTarget Target, Remedy Remedy) fix,
        IReadOnlyList<TextChange> changes,
        MovedFirst? movedFirst,
        CancellationToken cancellationToken)
    {
        if ((MayBring.IsEmpty && !OwnMigration.MayApply(fix.Target, fix.Remedy))
            || await code.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || ClassPlace.Around(root, finding) is not { } place)
        {
            return new FixForms(InPlace: true, Divided: null);
        }

        var changed = FixForms.Change(code, await code.GetTextAsync(cancellationToken).ConfigureAwait(false), changes);
        var forms = await FixForms.OfAsync(code, changed, place, MayBring, cancellationToken).ConfigureAwait(false);
        if (forms is not { InPlace: false, Divided: null } || movedFirst is null)
        {
            return forms;
        }

        return Continuation is var (_, title)
            ? forms with { Divided = await new ContinuedFix(this, cancellationToken).FixAsync(code, place, changes).ConfigureAwait(false), DividedTitle = title }
            : forms with { Divided = await movedFirst.FixAsync(code, place, fix.Target, fix.Remedy).ConfigureAwait(false) };
    }

    /// <summary>What the solution becomes when all that the rule finds in a migration goes into migrations of its own; null where that is not possible, or not about this finding.</summary>
    internal async Task<(SplitFix Fix, Solution Solution)?> SplitAsync(TextDocument document, TextSpan finding, CancellationToken cancellationToken)
    {
        if (!Splits
            || document is not Document code
            || await code.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || ClassPlace.Around(root, finding) is not { } place)
        {
            return null;
        }

        return await SplitAsync(code, place, cancellationToken).ConfigureAwait(false) is { } split && split.Fix.IsAbout(finding)
            ? split
            : await new MovedFirst(this, cancellationToken).SplitAsync(code, place, finding).ConfigureAwait(false);
    }

    /// <summary>The same for the migration that a class of the file is.</summary>
    /// <param name="isMoved">What it does has been moved there for this.</param>
    internal async Task<(SplitFix Fix, Solution Solution)?> SplitAsync(Document document, ClassPlace place, CancellationToken cancellationToken, bool isMoved = false)
    {
        if (await MigrationClass.FindAsync(document, place, cancellationToken, isMoved).ConfigureAwait(false) is not { } migration)
        {
            return null;
        }

        return SplitFor(migration) is { } fix
            && await NewMigrationWriter.ApplyAsync(fix.Split, cancellationToken).ConfigureAwait(false) is { } solution
            && !await FixForms.BringsMoreAsync(document, place, solution, MayBring, cancellationToken).ConfigureAwait(false)
                ? (fix, solution)
                : null;
    }

    /// <summary>What can be done about the finding and can be written, the best first; with the same key, other ways to write the same.</summary>
    internal IEnumerable<((FixTarget Target, Remedy Remedy) Fix, IReadOnlyList<TextChange> Changes)> FixesFor(Diagnostic diagnostic, FixSource source) =>
        source.Find(diagnostic, Accepts, IsForThePlace, PlacesIn) is { } target ? FixesOf(target, source) : [];

    /// <summary>What can be done to the operation.</summary>
    internal IEnumerable<((FixTarget Target, Remedy Remedy) Fix, IReadOnlyList<TextChange> Changes)> FixesOf(FixTarget target, FixSource source)
    {
        foreach (var remedy in RemediesFor(target))
        {
            var edited = remedy.On is { } other ? source.TargetOf(other) : target;
            if (edited is not null && source.Edit([(edited, remedy)]) is { Count: > 0 } changes)
            {
                yield return ((edited, remedy), changes);
            }
        }
    }

    internal static async Task<FixSource?> SourceOf(TextDocument document, CancellationToken cancellationToken) => document is Document code
        ? await CodeSource.CreateAsync(code, cancellationToken).ConfigureAwait(false)
        : await SqlFileSource.CreateAsync(document, cancellationToken).ConfigureAwait(false);

    /// <summary>What adds a migration behind the last one; null where none is missing there.</summary>
    internal virtual Task<CodeAction?> ActionBehindAsync(TextDocument document, Diagnostic diagnostic, FixSource source, CancellationToken cancellationToken) => Task.FromResult<CodeAction?>(null);

    /// <summary>The rule reports operations of this kind.</summary>
    private protected abstract bool Accepts(MigrationOperation operation);

    /// <summary>What is done is the same whichever of the operations at a place is meant: those of one call, the rounds of a loop.</summary>
    private protected virtual bool IsForThePlace => false;

    /// <summary>Where in a statement the rule finds something; null: at its operations.</summary>
    private protected virtual Func<MigrationStatement, IEnumerable<Origin>>? PlacesIn => null;

    /// <summary>What can be done, the best first; none where nothing keeps the meaning.</summary>
    private protected abstract IEnumerable<Remedy> RemediesFor(FixTarget target);

    /// <summary>
    /// Rules that may find something new in what the fix writes. A form of the fix after which the migration, and those that are added to it, have more Warnings of these than before is not offered:
    /// not in the light bulb, in Fix All or by <c>dotnet format</c>.
    /// </summary>
    internal virtual ImmutableArray<string> MayBring => [];

    /// <summary>The fix that is carried out at once where this one would bring its finding, and what the title then says besides; null: there is none.</summary>
    internal virtual (MigrationCodeFixProvider Fix, string Title)? Continuation => null;

    /// <summary>The fix gives operations migrations of their own.</summary>
    internal virtual bool Splits => false;

    /// <summary>How a migration is divided, all of the rule's findings in it at once; null where nothing keeps the meaning.</summary>
    private protected virtual SplitFix? SplitFor(MigrationClass migration) => null;

    /// <summary>Where the rest of the migration is in the way of a fix that divides it, the operation may get a migration of its own first.</summary>
    internal virtual bool MovesFirst(MigrationClass migration, MigrationOperation operation) => false;
}
