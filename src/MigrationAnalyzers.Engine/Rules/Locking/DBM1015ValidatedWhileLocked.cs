using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>VALIDATE CONSTRAINT, which needs no lock that blocks, runs while its transaction holds one.</summary>
public sealed class DBM1015ValidatedWhileLocked : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1015",
        "Constraint validated while the table is locked",
        "Validating constraint {0} reads every row of the existing table {1} under {2} lock{3}, which {4}: {5} wait until all rows are checked",
        """
        Validate in a transaction of its own, which lets reads and writes go on: suppressTransaction commits what the migration did so far, then runs the statement by itself.
          migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_users", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not ValidateConstraint { Table: var table } validate
            || !context.MayBeLarge(table)
            || (context.Effect.WorkOn(table) & (TableWork.Scan | TableWork.ForeignKeyScan)) == 0)
        {
            return;
        }

        if (context.HeldOn(table) is var held && held.BlocksWrites())
        {
            Report(
                context, validate, held, context.HeldOn,
                IsAddedInTransaction(context, validate) ? "the same transaction took to add the constraint" : "an earlier statement of the same transaction took");
        }
        else if (AddedByPrevious(context, validate) is { } added)
        {
            var mode = added is ForeignKeyConstraint ? LockMode.ShareRowExclusive : LockMode.AccessExclusive;
            Report(context, validate, mode, _ => mode, "the migration before took to add the constraint, in the one transaction that EF Core 9 runs all pending migrations in");
        }
    }

    private static void Report(OperationContext context, ValidateConstraint validate, LockMode held, Func<RelationName, LockMode> heldOn, string why)
    {
        var there = context.Catalog.Find(validate.Table)?.Constraint(validate.Name) is ForeignKeyConstraint key
            && !key.ReferencedTable.Equals(validate.Table)
            && heldOn(key.ReferencedTable) is var other && other.BlocksWrites()
                ? $" there and {other.WithArticle()} lock on {key.ReferencedTable}"
                : "";
        context.Report(validate.Name, context.Describe(validate.Table), held.WithArticle(), there, why, held.Waits());
    }

    private static bool IsAddedInTransaction(OperationContext context, ValidateConstraint validate)
    {
        foreach (var earlier in context.Operations)
        {
            if (ReferenceEquals(earlier.Operation, validate))
            {
                break;
            }

            if (Adds(earlier.Operation, validate) is not null)
            {
                return earlier.Statement.Transaction == context.Statement.Transaction;
            }
        }

        return false;
    }

    /// <summary>Both are likely to be new to the database together when one comes right after the other; what was added long before is there already.</summary>
    private static ConstraintDefinition? AddedByPrevious(OperationContext context, ValidateConstraint validate)
    {
        if (context.Statement.Transaction != 0 || context.Previous is not { } previous)
        {
            return null;
        }

        foreach (var statement in context.EarlierInTransaction)
        {
            foreach (var operation in statement.Operations)
            {
                if (Adds(operation, validate) is { } added && previous.Up.Statements.Contains(statement))
                {
                    return added;
                }
            }
        }

        return null;
    }

    private static ConstraintDefinition? Adds(MigrationOperation operation, ValidateConstraint validate) =>
        operation is AddConstraint { Constraint: { NotValid: true } constraint } add
        && add.Table.Equals(validate.Table) && string.Equals(constraint.Name, validate.Name, StringComparison.Ordinal)
            ? constraint
            : null;
}
