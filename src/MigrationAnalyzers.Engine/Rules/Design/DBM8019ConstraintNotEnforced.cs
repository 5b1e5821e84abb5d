using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>A constraint that nobody checks.</summary>
public sealed class DBM8019ConstraintNotEnforced : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8019",
        "Constraint not enforced",
        "Constraint {0} of {1} is NOT ENFORCED: no row is checked, neither now nor later",
        """
        Add the constraint NOT VALID and validate it: new rows are checked at once. A CHECK that is NOT ENFORCED can never be enforced later.
          migrationBuilder.Sql("ALTER TABLE products ADD CONSTRAINT ck_products_price CHECK (price >= 0) NOT VALID");
        """,
        RuleSeverity.Info);

    public override void CheckOperation(OperationContext context)
    {
        foreach (var constraint in DefinedConstraints.Of(context.Operation))
        {
            if (constraint.NotEnforced && context.Operation is TableOperation { Table: var table })
            {
                context.Report(constraint.Name ?? "of " + table, table.ToString());
                return;
            }
        }
    }
}
