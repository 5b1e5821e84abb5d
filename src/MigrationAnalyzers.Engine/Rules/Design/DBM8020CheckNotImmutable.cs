using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>A CHECK whose result changes by itself.</summary>
public sealed class DBM8020CheckNotImmutable : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8020",
        "CHECK that is not immutable",
        "The result of CHECK {0} of {1} can change while the row does not: rows that were accepted may be refused when a dump is restored",
        """
        Check what depends on the row alone. A condition over now() or a lookup holds when the row is written and not later: a restored dump may refuse its own rows.
        """,
        RuleSeverity.Info);

    public override void CheckOperation(OperationContext context)
    {
        foreach (var constraint in DefinedConstraints.Of(context.Operation))
        {
            if (constraint is CheckConstraint check
                && context.Operation is TableOperation { Table: var table }
                && FunctionVolatility.Of(check.Expression, context.Catalog) is Volatility.Stable or Volatility.Volatile)
            {
                context.Report(check.Name ?? check.Expression.Text, table.ToString());
                return;
            }
        }
    }
}
