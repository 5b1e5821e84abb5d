using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Targets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes;

/// <summary>What Fix All does about one of the findings.</summary>
/// <param name="Finding">Where it stands.</param>
internal sealed record FileFix(FixTarget Target, Remedy Remedy, TextSpan Finding)
{
    /// <summary>Other ways to do the same, for where this one would do harm.</summary>
    public Lazy<IReadOnlyList<FileFix>> Others { get; init; } = new(static () => []);
}

/// <summary>Makes all fixes of a file at once, each migration in it in the form that is right for it.</summary>
/// <param name="provider">Whose fixes they are.</param>
/// <param name="document">Before the fixes.</param>
/// <param name="source">The same.</param>
/// <param name="prefersInPlace">Nothing is moved into a migration of its own that may as well stay.</param>
internal sealed class FileFixes(MigrationCodeFixProvider provider, TextDocument document, FixSource source, bool prefersInPlace)
{
    public async Task<Solution> ApplyAsync(Solution solution, IReadOnlyList<FileFix> fixes, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        if (source is SqlFileSource file)
        {
            var (possible, _) = await HarmlessAsync((kept, f) => Task.FromResult(FixForms.Of(file, ChangesOf(kept), ChangesOf(f), provider.MayBring)), fixes).ConfigureAwait(false);
            return ChangesOf(possible) is { Count: > 0 } changes ? TextDocumentChanges.Apply(solution, document, text, changes) : solution;
        }

        if (document is not Document || await ((Document)document).GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root || solution.GetDocument(document.Id) is not { } before)
        {
            return solution;
        }

        var places = fixes.Select(f => ClassPlace.Around(root, f.Finding)).ToList();
        var meant = new List<FileFix>();
        var kept = new Dictionary<ClassPlace, FixForms>();
        foreach (var place in places.OfType<ClassPlace>().Distinct())
        {
            var (mine, forms) = await HarmlessAsync((kept, f) => FormsOfAsync(before, text, place, kept, f, cancellationToken), [.. fixes.Where((_, i) => places[i] == place)]).ConfigureAwait(false);
            meant.AddRange(mine);
            kept.Add(place, forms);
        }

        meant.AddRange(fixes.Where((_, i) => places[i] is null));
        var result = solution;
        if (ChangesOf(meant) is { Count: > 0 } all)
        {
            result = FixForms.Change(before, text, all).Project.Solution;
        }

        // The new files change no other, and what was found of a class holds for it whatever becomes of the others.
        foreach (var (place, forms) in kept.Where(static k => k.Value.Divided is not null).OrderByDescending(static k => k.Key.Index).Select(static k => (k.Key, k.Value)))
        {
            if (!(prefersInPlace && forms.InPlace))
            {
                result = await FixForms.DivideAsync(result.GetDocument(document.Id)!, place, cancellationToken).ConfigureAwait(false) ?? result;
            }
        }

        var left = fixes.Where(f => !meant.Contains(f)).Select(f => (Place: ClassPlace.Around(root, f.Finding), Key: f.Remedy.EquivalenceKey)).Distinct().OrderByDescending(static l => l.Place?.Index);
        foreach (var (place, key) in left.Where(static l => l.Place is not null))
        {
            result = provider.Continuation is null
                ? await new MovedFirst(provider, cancellationToken).FixAllAsync(result, document.Id, place!.Value, key).ConfigureAwait(false)
                : await new ContinuedFix(provider, cancellationToken).FixAllAsync(result, document.Id, place!.Value, key).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>All fixes of a migration; where these would leave one that cannot run again and cannot be divided either, or bring Warnings, those, one after the other and each in the first way, that do not.</summary>
    /// <param name="formsOf">The forms of the second, where the first are made already.</param>
    private async Task<(IReadOnlyList<FileFix> Fixes, FixForms Forms)> HarmlessAsync(Func<IReadOnlyList<FileFix>, IReadOnlyList<FileFix>, Task<FixForms>> formsOf, IReadOnlyList<FileFix> fixes)
    {
        // A Warning that one of them takes away is none that another may bring.
        var isOneByOne = !provider.MayBring.IsEmpty && fixes.Count > 1;
        var all = isOneByOne ? new FixForms(InPlace: false, Divided: null) : await formsOf([], fixes).ConfigureAwait(false);
        if (all.InPlace || (all.Divided is not null && !prefersInPlace))
        {
            return (fixes, all);
        }

        IReadOnlyList<FileFix> kept = [];
        var forms = new FixForms(InPlace: true, Divided: null);
        foreach (var fix in fixes)
        {
            foreach (var way in (IEnumerable<FileFix>)[fix, .. fix.Others.Value])
            {
                IReadOnlyList<FileFix> more = [.. kept, way];
                var tried = await formsOf(isOneByOne ? kept : [], more).ConfigureAwait(false);
                if (tried.InPlace || (tried.Divided is not null && !prefersInPlace))
                {
                    (kept, forms) = (more, tried);
                    break;
                }
            }
        }

        // What cannot stay in place is divided though the other form is preferred.
        return kept.Count < fixes.Count && all.Divided is not null ? (fixes, all) : (kept, forms);
    }

    private async Task<FixForms> FormsOfAsync(
        Document before, SourceText text, ClassPlace place, IReadOnlyList<FileFix> kept, IReadOnlyList<FileFix> fixes, CancellationToken cancellationToken)
    {
        return !provider.MayBring.IsEmpty || fixes.Any(static f => OwnMigration.MayApply(f.Target, f.Remedy))
            ? await FixForms.OfAsync(With(kept), With(fixes), place, provider.MayBring, cancellationToken).ConfigureAwait(false)
            : new FixForms(InPlace: true, Divided: null);

        Document With(IReadOnlyList<FileFix> made) => made.Count == 0 ? before : FixForms.Change(before, text, ChangesOf(made));
    }

    private IReadOnlyList<TextChange> ChangesOf(IEnumerable<FileFix> fixes) => source.Edit([.. fixes.Select(static f => (f.Target, f.Remedy))]);
}
