using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>An exclusion constraint builds its index while it is added; it has no other form.</summary>
public sealed class DBM1008ExclusionConstraintBuildsIndex : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1008",
        "Exclusion constraint builds its index while it is added",
        "Adding {0} builds its index on the existing table {1} under {2} lock, and PostgreSQL has no form of it that does not block: {3} wait until that is done",
        """
        There is neither NOT VALID nor USING INDEX for it. Create another table that has the constraint from the start, keep it up to date by a trigger, copy the rows in
        batches, and let the two change their names; or add the constraint while nobody works, and suppress this finding with that reason.
          migrationBuilder.Sql("CREATE TABLE bookings_new (LIKE bookings INCLUDING ALL, EXCLUDE USING gist (room_id WITH =, during WITH &&))");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is AddConstraint
            {
                Table: var table,
                Constraint: ExclusionConstraint or PrimaryKeyConstraint { WithoutOverlaps: true } or UniqueConstraint { WithoutOverlaps: true },
            } add
            && context.MayBeLarge(table)
            && context.BlockedBy(TableWork.IndexBuild) is not null)
        {
            var held = context.HeldOn(table);
            context.Report(add.Constraint.Describe(), context.Describe(table), held.WithArticle(), held.Waits());
        }
    }
}
