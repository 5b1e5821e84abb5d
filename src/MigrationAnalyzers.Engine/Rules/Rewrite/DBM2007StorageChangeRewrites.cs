using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Rewrite;

/// <summary>A table becomes logged or unlogged, or moves to another tablespace or access method.</summary>
public sealed class DBM2007StorageChangeRewrites : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM2007",
        "Changed storage rewrites the table",
        "The {0} here {1} {2}{3} under {4} lock: {5} wait until it is done",
        """
        Leave the table as it is, or do it while the application is stopped. pg_repack moves a table to another tablespace (--tablespace) while it is in use. For the other changes
        make a new table, copy the rows in batches while a trigger keeps it up to date, and rename both in one short transaction.
        An index moves without blocking anyone when it is built anew where it shall be:
          migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_orders_placed_at_new ON orders (placed_at) TABLESPACE fast", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (What(context) is not { } what || context.Effect.Error is not null)
        {
            return;
        }

        var reached = new List<string>();
        var (work, mode) = (TableWork.None, LockMode.None);
        foreach (var taken in context.Effect.Locks)
        {
            if ((taken.Work & (TableWork.Rewrite | TableWork.Copy)) != 0 && taken.BlocksWhileWorking && context.MayBeLarge(TableOf(context, taken.Relation)))
            {
                reached.Add(taken.Relation.ToString());
                work |= taken.Work;
                mode = taken.Mode;
            }
        }

        if (reached.Count > 0)
        {
            reached.Sort(StringComparer.Ordinal);
            context.Report(
                what,
                (work & TableWork.Rewrite) != 0 ? "rewrites" : "copies the files of",
                Words.List(reached),
                (work & TableWork.Rewrite) != 0 ? " and all its indexes" : "",
                mode.WithArticle(),
                mode.Waits());
        }
    }

    private static RelationName TableOf(OperationContext context, RelationName relation) => context.Catalog.TableOfIndex(relation) ?? relation;

    private static string? What(OperationContext context) => context.Operation switch
    {
        AlterTableStorage { Change: TableStorageChange.SetLogged } => "SET LOGGED",
        AlterTableStorage { Change: TableStorageChange.SetUnlogged } => "SET UNLOGGED",
        AlterTableStorage { Change: TableStorageChange.SetTablespace } => "SET TABLESPACE",
        AlterTableStorage { Change: TableStorageChange.SetAccessMethod } => "SET ACCESS METHOD",
        OtherStatement { Command: "AlterTableMoveAllStmt" } => "SET TABLESPACE",
        OtherIndexChange { Command: "AT_SetTableSpace" } => "SET TABLESPACE",
        _ => null,
    };
}
