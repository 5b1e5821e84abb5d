using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>A column becomes required while the application version that is still running may write NULL.</summary>
public sealed class DBM3008ColumnMadeRequired : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3008",
        "Column made required",
        "Column {0}.{1} takes no NULL from now on: where the application version that is still running writes one, or leaves the column out, its statement fails",
        """
        Deploy the version that always writes a value first, and forbid NULL in a later migration. A default helps an INSERT that leaves the column out, not one that writes NULL.
        """,
        RuleSeverity.Info);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not TableOperation { Table: var table }
            || !context.Existed(table))
        {
            return;
        }

        var columns = Columns(context.Operation).RemoveAll(c => MadeHere.Column(context, table, c) || TookNoNull(context, table, c));
        if (!columns.IsEmpty)
        {
            context.Report(table.ToString(), Words.List(columns));
        }
    }

    private static ImmutableArray<string> Columns(MigrationOperation operation) => operation switch
    {
        SetNotNull { WasNullable: not false } set => [set.Column],
        AddConstraint { Constraint: NotNullConstraint notNull } => [notNull.Column],
        AddConstraint { Constraint: CheckConstraint { NotEnforced: false } check } => check.Expression.ProvesNotNull,
        _ => [],
    };

    /// <summary>The column is required already, or a constraint says so, be it NOT VALID.</summary>
    private static bool TookNoNull(OperationContext context, RelationName name, string column)
    {
        if (context.Catalog.Find(name) is not { } table)
        {
            return false;
        }

        foreach (var constraint in table.Constraints)
        {
            if (constraint is CheckConstraint { NotEnforced: false } check && check.Expression.ProvesNotNull.Contains(column, StringComparer.Ordinal)
                || (constraint is NotNullConstraint notNull && string.Equals(notNull.Column, column, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return table.IsNotNull(column) == true;
    }
}
