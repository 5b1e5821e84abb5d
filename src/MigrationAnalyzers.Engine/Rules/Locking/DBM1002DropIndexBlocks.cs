using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>An index is dropped without CONCURRENTLY.</summary>
public sealed class DBM1002DropIndexBlocks : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1002",
        "Index dropped without CONCURRENTLY",
        "Dropping index {0} takes an ACCESS EXCLUSIVE lock on {1}: it waits for every running query there, and all reads and writes wait behind it",
        """
        Drop the index concurrently, by SQL: EF Core and Npgsql have no concurrent DropIndex. It cannot run in a transaction, so let it be alone in its
        migration.
          migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_orders_user_id", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not DropIndex { Concurrently: false } drop)
        {
            return;
        }

        var table = drop.Table ?? context.Catalog.TableOfIndex(drop.Index);
        if (table is { } known)
        {
            // The concurrent form does not exist for the index of a partitioned table.
            if (!context.MayBeLarge(known) || context.Catalog.Find(known) is { IsPartitioned: true } || IsDroppedHere(context.Unit, known))
            {
                return;
            }
        }

        context.Report(drop.Index.ToString(), table?.ToString() ?? "its table");
    }

    private static bool IsDroppedHere(MigrationUnit unit, RelationName table)
    {
        foreach (var statement in unit.Statements)
        {
            foreach (var operation in statement.Operations)
            {
                if (operation is DropTable drop && drop.Table.Equals(table))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
