using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>A change of type that writes nothing anew has the constraints over the column checked again.</summary>
public sealed class DBM1010TypeChangeScans : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1010",
        "Type change checks constraints again",
        "Changing the type of {0}.{1} checks {2} again: every row of the existing table {3} is read under {4} lock, and {5} wait until it is done",
        """
        In the same ALTER TABLE drop the constraint, change the type, and add the constraint again as NOT VALID: the rows are not read. Validate it in a transaction of its
        own, which lets reads and writes go on.
          migrationBuilder.Sql("ALTER TABLE products DROP CONSTRAINT ck_products_name, ALTER COLUMN name TYPE varchar(200), ADD CONSTRAINT ck_products_name CHECK (name <> '') NOT VALID");
          migrationBuilder.Sql("ALTER TABLE products VALIDATE CONSTRAINT ck_products_name", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is AlterColumnType change
            && (context.Effect.WorkOn(change.Table) & TableWork.Rewrite) == 0
            && context.BlockedBy(TableWork.Scan | TableWork.ForeignKeyScan) is { } taken)
        {
            var held = context.HeldOn(taken.Relation);
            context.Report(
                change.Table.ToString(), change.Column, ConstraintsOver(context, change, taken), context.Describe(taken.Relation), held.WithArticle(), held.Waits());
        }
    }

    private static string ConstraintsOver(OperationContext context, AlterColumnType change, TableLock taken)
    {
        var checkedAgain = ImmutableArray.CreateBuilder<string>();
        foreach (var constraint in context.Catalog.Find(taken.Relation)?.Constraints ?? [])
        {
            var isChecked = constraint switch
            {
                CheckConstraint check => (taken.Work & TableWork.Scan) != 0 && check.Expression.Columns.Contains(change.Column, StringComparer.Ordinal),
                ForeignKeyConstraint key => (taken.Work & TableWork.ForeignKeyScan) != 0 && IsOver(key, taken.Relation, change),
                _ => false,
            };
            if (isChecked && constraint is { NotValid: false, NotEnforced: false })
            {
                checkedAgain.Add(constraint.Describe());
            }
        }

        return checkedAgain.Count == 0 ? "its constraints" : Words.List(checkedAgain.ToImmutable());
    }

    private static bool IsOver(ForeignKeyConstraint key, RelationName table, AlterColumnType change) =>
        (table.Equals(change.Table) && key.Columns.Contains(change.Column, StringComparer.Ordinal))
        || (key.ReferencedTable.Equals(change.Table) && key.ReferencedColumns.Contains(change.Column, StringComparer.Ordinal));
}
