using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>
/// What runs outside of the transaction gets a migration of its own: beside other operations its failure would leave the migration half applied. Where a fix is what takes it out of the
/// transaction, both are done at once.
/// </summary>
internal static class OwnMigration
{
    private const string Rule = "DBM5002";
    private const string KeySuffix = ".OwnMigration";

    public static string TitleOf(Remedy remedy) => remedy.Title + ", in a migration of its own";

    public static string KeyOf(Remedy remedy) => remedy.EquivalenceKey + KeySuffix;

    public static bool IsKey(string? key) => key?.EndsWith(KeySuffix, StringComparison.Ordinal) == true;

    /// <summary>The key of the fix itself.</summary>
    public static string? WithoutSuffix(string? key) => IsKey(key) ? key!.Substring(0, key.Length - KeySuffix.Length) : key;

    /// <summary>Whether it is worth the look: the fix may take the operation out of a transaction that it shares with others.</summary>
    public static bool MayApply(FixTarget target, Remedy remedy) => target is { Unit.Direction: MigrationDirection.Up, IsAlone: false } && remedy is AnnotateCall or EditCall or ReplaceCall
        or EditStatement { Suppress: true } or EditStatement { Afterwards.SuppressTransaction: true } or ReplaceStatement or ReplaceSqlCall;

    /// <summary>The solution with the changes of a fix, and what now runs outside of the transaction in migrations of its own; null where nothing does, or where it cannot be divided.</summary>
    /// <param name="document">Before the changes.</param>
    public static async Task<Solution?> ApplyAsync(Document document, TextSpan finding, IReadOnlyList<TextChange> changes, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || root.FindNode(finding).FirstAncestorOrSelf<ClassDeclarationSyntax>() is not { } declaration)
        {
            return null;
        }

        var start = declaration.Identifier.SpanStart;
        var moved = start + changes.Where(c => c.Span.End <= start).Sum(static c => (c.NewText?.Length ?? 0) - c.Span.Length);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changed = document.WithText(text.WithChanges(changes.OrderBy(static c => c.Span.Start)));
        return await MigrationClass.FindAsync(changed, new TextSpan(moved, declaration.Identifier.Span.Length), cancellationToken).ConfigureAwait(false) is { } migration
            && Divide(migration) is { } split
            ? await NewMigrationWriter.ApplyAsync(split, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>Null where nothing runs outside of the transaction that could leave the migration half applied, or where it cannot be divided.</summary>
    public static MigrationSplit? Divide(MigrationClass migration)
    {
        // What a DO block does goes with it.
        if (migration.FindingsOf(Rule).Count == 0
            || migration.Migration.Up.Statements.Any(static s => !s.Has(Circumstances.InDoBlock) && s.Operations.Any(o => HoldsForOthers(o) && !EndsWithTransaction(o, s))))
        {
            return null;
        }

        return Divide(migration, keepsOrder: false)
            ?? (migration.Migration.Up.Operations.Any(static o => o is SetParameter) ? null : Divide(migration, keepsOrder: true));
    }

    /// <summary>It holds for what runs after it in the same session, wherever that then is.</summary>
    private static bool HoldsForOthers(MigrationOperation operation) => operation is SetParameter or LockTable or TransactionControl;

    /// <summary>What runs outside of the transaction never had the time limit, and what stays may have it.</summary>
    private static bool EndsWithTransaction(MigrationOperation operation, MigrationStatement statement) =>
        operation is SetParameter { Local: true, Name: "lock_timeout" } && statement is { Transaction: not null, TransactionIsKnown: true };

    /// <param name="keepsOrder">What follows goes into migrations after that; else it stays with what comes before.</param>
    private static MigrationSplit? Divide(MigrationClass migration, bool keepsOrder)
    {
        var moves = new List<Move>();
        var suffixes = new List<string>();
        var hasFirst = !keepsOrder && migration.Up.Statements.Any(static s => !s.Runs.IsEmpty && !RunsAlone(s));
        var lastWasAlone = false;
        BodyStatement? preparation = null;
        foreach (var statement in migration.Up.Statements)
        {
            if (statement.Runs.IsEmpty)
            {
                preparation = statement.IsPreparation ? statement : null;
                continue;
            }

            var isAlone = RunsAlone(statement);
            if (!hasFirst)
            {
                hasFirst = true;
            }
            else if (isAlone || (keepsOrder && lastWasAlone))
            {
                suffixes.Add(isAlone ? NewNames.Describe(statement.MainOperations.OfType<WriteRows>().FirstOrDefault() ?? statement.MainOperations.First()) : "Rest");
                Add(statement, suffixes.Count);
            }
            else if (keepsOrder && suffixes.Count > 0)
            {
                Add(statement, suffixes.Count);
            }

            lastWasAlone = isAlone;
            preparation = null;
        }

        return MigrationSplit.TryCreate(migration, moves, suffixes);

        void Add(BodyStatement statement, int number)
        {
            if (preparation is not null)
            {
                moves.Add(new Move(preparation, number));
            }

            moves.Add(new Move(statement, number));
        }
    }

    private static bool RunsAlone(BodyStatement statement) => statement.Runs[0] is { Transaction: null, TransactionIsKnown: true };
}
