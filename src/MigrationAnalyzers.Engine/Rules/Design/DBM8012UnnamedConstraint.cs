using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>A constraint without a name.</summary>
public sealed class DBM8012UnnamedConstraint : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8012",
        "Constraint without a name",
        "A constraint of {0} has no name: PostgreSQL chooses one, by which later migrations have to know it",
        """
        Name the constraint: a later migration needs the name to validate, rename or drop it.
        """,
        RuleSeverity.Info)
    {
        IsEnabledByDefault = false,
    };

    public override void CheckOperation(OperationContext context)
    {
        foreach (var constraint in DefinedConstraints.Of(context.Operation))
        {
            if (constraint is { Name: null } and not NotNullConstraint && context.Operation is TableOperation { Table: var table })
            {
                context.Report(table.ToString());
                return;
            }
        }
    }
}
