using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>A foreign key that deletes.</summary>
public sealed class DBM8023CascadingDelete : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8023",
        "Cascading delete",
        "Foreign key {0} deletes: one DELETE of a row of {1} deletes any number of rows of {2} in its transaction",
        """
        Let the application delete the rows, in batches, or restrict: one DELETE of a parent otherwise deletes any number of rows in one transaction.
        """,
        RuleSeverity.Info)
    {
        IsEnabledByDefault = false,
    };

    public override void CheckOperation(OperationContext context)
    {
        foreach (var constraint in DefinedConstraints.Of(context.Operation))
        {
            if (constraint is ForeignKeyConstraint { OnDelete: ReferentialAction.Cascade } key && context.Operation is TableOperation { Table: var table })
            {
                context.Report(key.Name ?? "of " + table, key.ReferencedTable.ToString(), table.ToString());
                return;
            }
        }
    }
}
