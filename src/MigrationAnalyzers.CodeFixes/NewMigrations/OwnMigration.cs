using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.Engine.Rules.Transactions;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>
/// What runs outside of the transaction gets a migration of its own: beside other operations its failure would leave the migration half applied. Where a fix is what takes it out of the
/// transaction, both are done at once.
/// </summary>
internal static class OwnMigration
{
    /// <summary>Says that a migration cannot run again.</summary>
    public const string Rule = "DBM5002";

    public const string TitleSuffix = ", in a migration of its own";

    private const string InPlaceSuffix = ".InPlace";

    /// <summary>Of the forms of a fix, it is the one with a migration of its own.</summary>
    public static bool IsTitle(string title) => title.EndsWith(TitleSuffix, StringComparison.Ordinal);

    /// <summary>The key of the form that is offered behind the one with a migration of its own. The form that is best for a migration has the key of the fix itself.</summary>
    public static string InPlaceKeyOf(Remedy remedy) => remedy.EquivalenceKey + InPlaceSuffix;

    /// <summary>Of the forms of a fix, the one in place is preferred.</summary>
    public static bool PrefersInPlace(string? key) => key?.EndsWith(InPlaceSuffix, StringComparison.Ordinal) == true;

    /// <summary>The key of the fix itself.</summary>
    public static string? WithoutSuffix(string? key) => PrefersInPlace(key) ? key!.Substring(0, key.Length - InPlaceSuffix.Length) : key;

    /// <summary>Whether it is worth the look: something then runs outside of the migration's transaction.</summary>
    public static bool MayApply(FixTarget target, Remedy remedy) =>
        remedy.MayLeaveTransaction
        || remedy.Also.Any(static r => r.MayLeaveTransaction)
        || target.Unit.Statements.Any(static s => s is { Transaction: null, TransactionIsKnown: true });

    /// <summary>Null where nothing runs outside of the transaction that could leave the migration half applied, or where it cannot be divided.</summary>
    public static MigrationSplit? Divide(MigrationClass migration)
    {
        // What a DO block does goes with it.
        if (migration.FindingsOf(Rule).Count == 0
            || migration.Migration.Up.Statements.Any(static s => !s.Has(Circumstances.InDoBlock) && s.Operations.Any(o => HoldsForOthers(o) && !LocalTimeouts.EndsWithTransaction(o, s))))
        {
            return null;
        }

        return Divide(migration, keepsOrder: false) ?? Divide(migration, keepsOrder: true);
    }

    /// <summary>It holds for what runs after it in the same session, wherever that then is.</summary>
    private static bool HoldsForOthers(MigrationOperation operation) => operation is SetParameter or LockTable or TransactionControl;

    /// <summary>
    /// What runs outside of the transaction, and what depends on it. What is done for one purpose stays together where that can be run again after a failure: DROP INDEX IF EXISTS, then the
    /// concurrent build of that index, and the constraint that takes it over. In the order of the migration, all that can be run again stays together.
    /// </summary>
    /// <param name="keepsOrder">All that follows goes into migrations after that; else what has nothing to do with it stays with what comes before.</param>
    private static MigrationSplit? Divide(MigrationClass migration, bool keepsOrder)
    {
        var footprintOf = MigrationSplit.FootprintsOf(migration);
        var groups = new List<List<BodyStatement>> { new() };
        var preparations = new Dictionary<BodyStatement, BodyStatement>(ReferenceComparer<BodyStatement>.Instance);
        BodyStatement? preparation = null;
        foreach (var statement in migration.Up.Statements)
        {
            if (LocalTimeouts.IsTimeout(statement))
            {
                continue;
            }

            if (statement.Runs.IsEmpty)
            {
                preparation = statement.IsPreparation ? statement : null;
                continue;
            }

            if (preparation is not null)
            {
                preparations.Add(statement, preparation);
                preparation = null;
            }

            var footprint = footprintOf(statement);
            var last = keepsOrder ? groups.Count - 1 : Math.Max(0, groups.FindLastIndex(g => g.Exists(s => !footprintOf(s).IsApartFrom(footprint))));
            var group = groups[last];
            var isFirst = keepsOrder && group.Count == 0;
            var belongs = keepsOrder || (last > 0 && group.Exists(s => footprintOf(s).Meets(footprint)));
            if (isFirst || (!RunsAlone(statement) && !group.Exists(RunsAlone)) || (belongs && !HasHazard(migration, [.. group, statement])))
            {
                group.Add(statement);
            }
            else
            {
                groups.Add([statement]);
            }
        }

        // What comes first stays in the migration.
        if (groups[0].Count == 0)
        {
            groups.RemoveAt(0);
        }

        var moves = groups.Skip(1).SelectMany((group, i) => group
            .SelectMany(s => preparations.TryGetValue(s, out var before) ? [before, s] : new[] { s })
            .Select(s => new Move(s, i + 1))).ToList();
        return MigrationSplit.TryCreate(migration, moves, [.. groups.Skip(1).Select(NameOf)]);
    }

    private static string NameOf(List<BodyStatement> group)
    {
        var alone = group.FindAll(RunsAlone);
        return alone.Count == 0
            ? "Rest"
            : NewNames.Describe(alone.SelectMany(static s => s.MainOperations).OfType<WriteRows>().FirstOrDefault() ?? alone[alone.Count - 1].MainOperations.First());
    }

    /// <summary>As a migration of their own these could not be run again after a failure.</summary>
    private static bool HasHazard(MigrationClass migration, List<BodyStatement> group)
    {
        var unit = new MigrationUnit(MigrationDirection.Up, [.. group.SelectMany(static s => s.Runs)]);
        var before = migration.CatalogBefore(group[0]).EndUnit();
        return Rerun.HazardsOf(unit, MigrationAnalysis.Trace(unit, before, migration.Options), new EffectOptions(migration.Options.PostgresMajor)).Any();
    }

    private static bool RunsAlone(BodyStatement statement) => statement.Runs[0] is { Transaction: null, TransactionIsKnown: true };
}
