using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>A foreign key is validated in the statement that adds it, or that makes it enforced.</summary>
public sealed class DBM1003ForeignKeyValidated : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1003",
        "Foreign key validated while it is added",
        "Adding {0} checks every row of the existing table {1} under {2} lock{3}: {4} wait until all rows are checked",
        """
        Add the foreign key NOT VALID: new rows are checked from then on, existing ones are not looked at. Validate it in a transaction of its own, which
        lets reads and writes go on.
          migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT fk_orders_users FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID");
          migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_users", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not TableOperation { Table: var table }
            || !context.MayBeLarge(table)
            || ForeignKeyOf(context) is not { } key
            || context.Effect.LockOn(table) is not { BlocksWhileWorking: true } taken
            || (taken.Work & TableWork.ForeignKeyScan) == 0
            || RecreatedConstraint.Of(context) is not null)
        {
            return;
        }

        var held = context.HeldOn(table);
        var there = key.ReferencedTable.Equals(table) || !context.Existed(key.ReferencedTable)
            ? ""
            : $" there and {context.HeldOn(key.ReferencedTable).WithArticle()} lock on {key.ReferencedTable}";
        context.Report(
            (context.Operation is AlterConstraint ? "enforcement to " : "") + key.Describe(),
            context.Describe(table),
            held.WithArticle(),
            there,
            held.Waits());
    }

    private static ForeignKeyConstraint? ForeignKeyOf(OperationContext context) => context.Operation switch
    {
        AddConstraint { Constraint: ForeignKeyConstraint key } => key,
        AddColumn { Constraints: var constraints } => constraints.OfType<ForeignKeyConstraint>().FirstOrDefault(),
        AlterConstraint { Enforced: true } alter => context.Catalog.Find(alter.Table)?.Constraint(alter.Name) as ForeignKeyConstraint,
        _ => null,
    };
}
