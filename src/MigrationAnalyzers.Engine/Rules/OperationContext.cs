using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>An operation with everything that a rule may ask about it.</summary>
public sealed class OperationContext(
    AnalyzedOperation analyzed, AnalyzedMigration migration, MigrationUnit unit, AnalysisOptions options, Rule rule, Action<Finding> report)
{
    public MigrationOperation Operation => analyzed.Operation;

    public MigrationStatement Statement => analyzed.Statement;

    public OperationEffect Effect => analyzed.Effect;

    /// <summary>The catalog right before the statement.</summary>
    public SchemaCatalog Catalog => analyzed.CatalogBefore;

    /// <summary>The strongest lock that the transaction holds on the relation when the operation has taken its own.</summary>
    public LockMode HeldOn(RelationName relation) => analyzed.HeldOn(relation);

    /// <summary>The strongest lock that earlier statements of the same transaction left on the relation.</summary>
    public LockMode HeldBefore(RelationName relation) => analyzed.HeldBeforeOn(relation);

    /// <summary>All locks that they left.</summary>
    public ImmutableDictionary<RelationName, HeldLock> LocksBefore => analyzed.HeldBefore;

    /// <summary>Another operation of the same unit, for rules that judge one by its neighbours.</summary>
    public OperationContext At(AnalyzedOperation other) => new(other, migration, Unit, Options, rule, report);

    public Migration Migration => migration.Migration;

    /// <summary>The migration of the same DbContext that runs right before; null where there is none, or it is not known.</summary>
    public Migration? Previous => migration.Previous;

    /// <summary>The migrations of the same DbContext that run before, in their order.</summary>
    public ImmutableArray<Migration> Earlier => migration.Earlier;

    /// <summary>Of Up: the statements of earlier migrations that share the transaction with which it begins (EF Core 9).</summary>
    public ImmutableArray<MigrationStatement> EarlierInTransaction => Unit.Direction == MigrationDirection.Up ? migration.EarlierInTransaction : [];

    public MigrationUnit Unit { get; } = unit;

    /// <summary>All operations of the unit, in the order in which they run.</summary>
    public ImmutableArray<AnalyzedOperation> Operations => Unit.Direction == MigrationDirection.Up ? migration.Up : migration.Down;

    public AnalysisOptions Options { get; } = options;

    /// <summary>
    /// The first table that may be large on which the operation does such work while others wait: its own, or one of the partitions and children. Null when there
    /// is none.
    /// </summary>
    public TableLock? BlockedBy(TableWork work)
    {
        foreach (var taken in Effect.Locks)
        {
            if (taken.BlocksWhileWorking && (taken.Work & work) != 0 && MayBeLarge(taken.Relation))
            {
                return taken;
            }
        }

        return null;
    }

    /// <summary>The table existed before this migration (or may have), is not temporary, and is neither said nor known to be small.</summary>
    public bool MayBeLarge(RelationName table) => !Options.IsSmall(table) && Existed(table);

    /// <summary>The table for a message, with its size where that is known.</summary>
    public string Describe(RelationName table) =>
        Options.TableSizes.Find(table)?.ToString() is { Length: > 0 } size ? $"{table} ({size})" : table.ToString();

    /// <summary>The table existed before this migration, or may have.</summary>
    public bool Existed(RelationName table) => Existed(table, Catalog);

    /// <summary>The same, as that catalog of the same migration tells.</summary>
    public static bool Existed(RelationName table, SchemaCatalog catalog) => catalog.Find(table) switch
    {
        { IsNew: true } or { Persistence: TablePersistence.Temporary } => false,
        // Which schema a name without one means is not known after SET search_path: a new table of that name may be meant.
        _ when catalog.Parameter("search_path") is not null => !catalog.IsNameOfNewTable(table.Name),
        _ => true,
    };

    /// <summary>
    /// The first lock on an existing table that writers, or readers too, wait for; null where the operation takes none. The table that an operation creates is
    /// not among them.
    /// </summary>
    public TableLock? BlockingLock()
    {
        if (Operation is not (TableOperation or DropIndex or Reindex))
        {
            return null;
        }

        foreach (var taken in Effect.Locks)
        {
            if (taken.Mode.BlocksWrites() && Existed(taken.Relation) && !IsIndex(taken.Relation)
                && !(Operation is CreateTable create && create.Table.Equals(taken.Relation)))
            {
                return taken;
            }
        }

        return null;
    }

    private bool IsIndex(RelationName relation) =>
        Catalog.TableOfIndex(relation) is not null
        || Operation switch
        {
            DropIndex o => o.Index.Equals(relation),
            Reindex { Target: ReindexTarget.Index, Relation: { } index } => index.Equals(relation),
            _ => false,
        };

    public void Report(params string[] arguments) => ReportAs(rule.Info.DefaultSeverity, arguments);

    public void ReportAs(RuleSeverity severity, params string[] arguments) =>
        report(new Finding(rule.Info, Operation.Origin, ImmutableArray.Create(arguments)) { Severity = severity });
}
