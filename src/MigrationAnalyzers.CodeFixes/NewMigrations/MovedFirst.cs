using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>
/// Gives an operation a migration of its own as it is written, and fixes it there. What a fix makes of one operation, batches and proofs and what takes these away, belongs together and
/// with what undoes the operation in Down: it can be moved before, and not after it is written.
/// </summary>
internal sealed class MovedFirst(MigrationCodeFixProvider provider, CancellationToken cancellationToken)
{
    private const string Rest = "Rest";

    /// <summary>What became of an operation of a file, by the key of its fix: several ways to write a fix ask for the same.</summary>
    private readonly List<(Document Document, FixTarget Target, string Key, Solution? Fixed)> _known = [];

    /// <summary>Null where the operation cannot be moved, or its migration could still not run again after a failure.</summary>
    /// <param name="document">Before the fix.</param>
    public async Task<Solution?> FixAsync(Document document, ClassPlace place, FixTarget target, Remedy remedy)
    {
        if (target.Unit.Direction != MigrationDirection.Up || !OwnMigration.MayApply(target, remedy))
        {
            return null;
        }

        var key = remedy.EquivalenceKey;
        var known = _known.Find(k => ReferenceEquals(k.Document, document) && ReferenceEquals(k.Target, target) && string.Equals(k.Key, key, StringComparison.Ordinal));
        if (known.Document is null)
        {
            known = (document, target, key, await MoveAndFixAsync(document, place, target, key).ConfigureAwait(false));
            _known.Add(known);
        }

        return known.Fixed;
    }

    private async Task<Solution?> MoveAndFixAsync(Document document, ClassPlace place, FixTarget target, string key)
    {
        if (await MoveAsync(document, place, target.Operation, together: false).ConfigureAwait(false) is not { } moved
            || await CodeSource.CreateAsync(moved, cancellationToken).ConfigureAwait(false) is not { } source
            || TargetsOfLastCall(source, await NameIn(moved).ConfigureAwait(false)).ElementAtOrDefault(IndexOf(target)) is not { } there
            || there.Operation.GetType() != target.Operation.GetType())
        {
            return null;
        }

        var text = await moved.GetTextAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (fix, changes) in provider.FixesOf(there, source))
        {
            if (string.Equals(fix.Remedy.EquivalenceKey, key, StringComparison.Ordinal)
                && FixForms.Change(moved, text, changes) is var changed
                && (await FixForms.OfAsync(moved, changed, new ClassPlace(0), provider.MayBring, cancellationToken).ConfigureAwait(false)).InPlace)
            {
                return changed.Project.Solution;
            }
        }

        return null;
    }

    /// <summary>The same for a fix that divides a migration, where the rest of this one stands in its way.</summary>
    public async Task<(SplitFix Fix, Solution Solution)?> SplitAsync(Document document, ClassPlace place, TextSpan finding)
    {
        if (await MigrationClass.FindAsync(document, place, cancellationToken).ConfigureAwait(false) is not { } migration
            || migration.Up.Statements.FirstOrDefault(s => s.Syntax.Span.Contains(finding.Start))?.MainOperations.FirstOrDefault() is not { } operation
            || !provider.MovesFirst(migration, operation))
        {
            return null;
        }

        foreach (var together in new[] { false, true })
        {
            if (await MoveAsync(document, place, operation, together).ConfigureAwait(false) is { } moved
                && await provider.SplitAsync(moved, new ClassPlace(0), cancellationToken, isMoved: true).ConfigureAwait(false) is { } split)
            {
                return split;
            }
        }

        return null;
    }

    /// <summary>All findings of the rule in Up that can be fixed so, from the last to the first: what comes before stays where it is.</summary>
    public async Task<Solution> FixAllAsync(Solution solution, DocumentId id, ClassPlace place, string? key)
    {
        var end = int.MaxValue;
        while (solution.GetDocument(id) is { } document
            && await MigrationClass.FindAsync(document, place, cancellationToken).ConfigureAwait(false) is { } migration
            && await CodeSource.CreateAsync(document, cancellationToken).ConfigureAwait(false) is { } source)
        {
            var tree = migration.Declaration.SyntaxTree;
            var last = migration.FindingsOf(provider.Rule).Select(static f => f.Finding).Where(f => f.Location.Start < end).OrderByDescending(static f => f.Location.Start).FirstOrDefault();
            if (last is null)
            {
                break;
            }

            end = last.Location.Start;
            var diagnostic = FindingDiagnostics.Create(last, l => Location.Create(tree, new TextSpan(l.Start, l.Length)));
            foreach (var (fix, _) in provider.FixesFor(diagnostic, source).Where(f => key is null || string.Equals(f.Fix.Remedy.EquivalenceKey, key, StringComparison.Ordinal)))
            {
                if (await FixAsync(document, place, fix.Target, fix.Remedy).ConfigureAwait(false) is { } fixedOne)
                {
                    solution = fixedOne;
                    break;
                }
            }
        }

        return solution;
    }

    /// <summary>The file of the new migration that begins with the statement of the operation.</summary>
    /// <param name="together">What follows and has to do with it goes with it; else into a third migration, where it cannot stay.</param>
    private async Task<Document?> MoveAsync(Document document, ClassPlace place, MigrationOperation operation, bool together)
    {
        if (await MigrationClass.FindAsync(document, place, cancellationToken).ConfigureAwait(false) is not { } migration
            || migration.Up.Statements.FirstOrDefault(s => s.Syntax.Span.Contains(operation.Origin.Location.Start)) is not { IsMovable: true } statement
            || SplitOf(migration, statement, NewNames.Describe(operation), together) is not { } split
            || await NewMigrationWriter.ApplyAsync(split, cancellationToken).ConfigureAwait(false) is not { } divided)
        {
            return null;
        }

        foreach (var added in divided.GetChanges(document.Project.Solution).GetProjectChanges().Where(p => p.ProjectId == document.Project.Id).SelectMany(static p => p.GetAddedDocuments()))
        {
            if (divided.GetDocument(added) is { } file
                && await file.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
                && new ClassPlace(0).In(root) is { } declaration
                && string.Equals(declaration.Identifier.ValueText, split.Names[0], StringComparison.Ordinal)
                && MigrationMethod.Find(declaration, MigrationDirection.Up) is not null)
            {
                return file;
            }
        }

        return null;
    }

    private static MigrationSplit? SplitOf(MigrationClass migration, BodyStatement statement, string suffix, bool together)
    {
        var footprintOf = MigrationSplit.FootprintsOf(migration);
        var dependents = new List<BodyStatement>();
        foreach (var later in migration.Up.Statements.SkipWhile(s => !ReferenceEquals(s, statement)).Skip(1).Where(static s => !s.Runs.IsEmpty))
        {
            if (dependents.Prepend(statement).Any(s => !footprintOf(s).IsApartFrom(footprintOf(later))))
            {
                dependents.Add(later);
            }
        }

        var moves = dependents.Select(s => new Move(s, together ? 1 : 2)).Prepend(new Move(statement, 1)).ToList();
        return MigrationSplit.TryCreate(migration, moves, together || dependents.Count == 0 ? [suffix] : [suffix, Rest]);
    }

    private async Task<TextSpan> NameIn(Document document) => new ClassPlace(0).In((await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!)!.Identifier.Span;

    /// <summary>The time limit that goes along with the call comes first.</summary>
    private static IEnumerable<FixTarget> TargetsOfLastCall(CodeSource source, TextSpan name)
    {
        var targets = source.TargetsOfUp(name).ToList();
        return targets.Where(t => t.Statement.Command == targets[targets.Count - 1].Statement.Command);
    }

    /// <summary>The place of the operation among those of its call, which is all that is moved.</summary>
    private static int IndexOf(FixTarget target) => target.Unit.Statements.Where(s => s.Command == target.Statement.Command)
        .SelectMany(static s => s.Operations)
        .TakeWhile(o => !ReferenceEquals(o, target.Operation))
        .Count();
}
