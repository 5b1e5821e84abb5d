using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>A CHECK constraint is validated in the statement that adds it.</summary>
public sealed class DBM1004CheckValidated : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1004",
        "CHECK constraint validated while it is added",
        "Adding {0} reads every row of the existing table {1} under {2} lock: {3} wait until all rows are checked",
        """
        Add the constraint NOT VALID: new rows are checked from then on, existing ones are not looked at. Validate it in a transaction of its own, which
        lets reads and writes go on.
          migrationBuilder.Sql("ALTER TABLE products ADD CONSTRAINT ck_products_price CHECK (price >= 0) NOT VALID");
          migrationBuilder.Sql("ALTER TABLE products VALIDATE CONSTRAINT ck_products_price", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is TableOperation { Table: var table }
            && CheckOf(context.Operation) is { } check
            && context.MayBeLarge(table)
            && context.Effect.LockOn(table) is { BlocksWhileWorking: true } taken
            && (taken.Work & TableWork.Scan) != 0
            && RecreatedConstraint.Of(context) is null)
        {
            var held = context.HeldOn(table);
            context.Report(check.Describe(), context.Describe(table), held.WithArticle(), held.Waits());
        }
    }

    private static CheckConstraint? CheckOf(MigrationOperation operation) => operation switch
    {
        AddConstraint { Constraint: CheckConstraint check } => check,
        AddColumn { Constraints: var constraints } => constraints.OfType<CheckConstraint>().FirstOrDefault(),
        _ => null,
    };
}
