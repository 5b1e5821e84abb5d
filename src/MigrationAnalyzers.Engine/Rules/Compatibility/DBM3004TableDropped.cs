using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>A table is dropped while the application version that uses it may be running.</summary>
public sealed class DBM3004TableDropped : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3004",
        "Table dropped",
        "Dropping table {0} breaks the application version that is still running if it uses the table{1}",
        """
        Drop a table one deployment after the application has stopped using it: first remove the entity from the model and take the DropTable out of that migration, deploy,
        and drop the table in a later migration. When that has been done, say so:
          #pragma warning disable DBM3004 // No version since 2.4 uses the table.
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is DropTable drop
            && context.Existed(drop.Table)
            && !MadeHere.Before(context, drop.Table)
            && !(MadeHere.After(context, drop.Table) is OtherStatement && Replacement.Stands(context, drop.Table))
            && DisguisedRename.OfTable(context) is not { IsLikely: true })
        {
            // Queries name the partitioned table, and taking old partitions away is what partitions are for, also when they were detached before. IF EXISTS of what no migration made may find nothing.
            // And what an earlier migration has taken out of the model, no version scaffolded since then uses.
            var isDoubtful = context.Catalog.Find(drop.Table) is { } table ? table.PartitionOf is not null || table.WasPartition : drop.IfTableExists;
            isDoubtful |= GivenUp.Table(context.Earlier, drop.Table);
            context.ReportAs(isDoubtful ? RuleSeverity.Info : RuleSeverity.Warning, drop.Table.ToString(), CarriedOver.IsTable(context, drop.Table) ? "" : ", and its data is gone");
        }
    }
}
