using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Rewrite;

/// <summary>VACUUM FULL and CLUSTER write a table anew.</summary>
public sealed class DBM2008TableRewritten : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM2008",
        "Table rewritten by VACUUM FULL or CLUSTER",
        "This {0} rewrites {1} and all indexes under {2} lock: {3} wait until it is done",
        """
        Take it out of the migration. An ordinary VACUUM makes the room of dead rows usable again while the table is in use; pg_repack gives it back to the operating system, and
        orders the rows by an index, under short locks only.
          migrationBuilder.Sql("VACUUM (ANALYZE) orders", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not ServerCommand { Kind: ServerCommandKind.VacuumFull or ServerCommandKind.Cluster } command || context.Effect.Error is not null)
        {
            return;
        }

        var name = command.Kind == ServerCommandKind.Cluster ? "CLUSTER" : "VACUUM FULL";
        if (command.Relations.IsEmpty)
        {
            var which = command.Kind == ServerCommandKind.Cluster ? "each table that was clustered before" : "each table of the database, one after the other,";
            context.Report(name, which, LockMode.AccessExclusive.WithArticle(), LockMode.AccessExclusive.Waits());
            return;
        }

        var tables = new List<RelationName>();
        foreach (var table in command.Relations)
        {
            if ((context.Effect.WorkOn(table) & TableWork.Rewrite) != 0 && context.MayBeLarge(table))
            {
                tables.Add(table);
            }
        }

        if (tables.Count > 0)
        {
            var held = context.HeldOn(tables[0]);
            context.Report(name, Words.ExistingTables(tables), held.WithArticle(), held.Waits());
        }
    }
}
