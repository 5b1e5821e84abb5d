using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>A column may be NULL while the application version that is still running does not expect that.</summary>
public sealed class DBM3016NullabilityDropped : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3016",
        "NOT NULL dropped",
        "Column {0}.{1} may be NULL from now on: where the application version that is still running maps it as required, it fails when it reads a NULL that the new version has written",
        """
        Deploy in two steps: first a version that can read NULL, and this migration; then the version that writes it.
        """,
        RuleSeverity.Info);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not TableOperation { Table: var table } || !context.Existed(table))
        {
            return;
        }

        var column = context.Operation switch
        {
            DropNotNull drop => drop.Column,
            DropConstraint drop when context.Catalog.Find(table)?.Constraint(drop.Name) is NotNullConstraint notNull => notNull.Column,
            _ => null,
        };
        if (column is not null
            && context.Catalog.Find(table)?.IsNotNull(column) != false
            && !MadeHere.Column(context, table, column)
            && !IsDroppedHere(context, table, column))
        {
            context.Report(table.ToString(), column);
        }
    }

    private static bool IsDroppedHere(OperationContext context, RelationName table, string column)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (operation is DropColumn drop && drop.Table.Equals(table) && string.Equals(drop.Column, column, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
