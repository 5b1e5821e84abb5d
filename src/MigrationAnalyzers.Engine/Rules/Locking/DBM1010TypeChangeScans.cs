using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>A change of type, or of a virtual column's expression, that writes nothing anew has the constraints over the column checked again.</summary>
public sealed class DBM1010TypeChangeScans : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1010",
        "Type change checks constraints again",
        "Changing the {0} of {1}.{2} checks {3} again: every row of the existing table {4} is read under {5} lock, and {6} wait until it is done",
        """
        In the same ALTER TABLE drop the constraint, change the type, and add the constraint again as NOT VALID: the rows are not read. Validate it in a transaction of its
        own, which lets reads and writes go on.
          migrationBuilder.Sql("ALTER TABLE products DROP CONSTRAINT ck_products_name, ALTER COLUMN name TYPE varchar(200), ADD CONSTRAINT ck_products_name CHECK (name <> '') NOT VALID");
          migrationBuilder.Sql("ALTER TABLE products VALIDATE CONSTRAINT ck_products_name", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (ChangeOf(context.Operation) is var (table, column, what)
            && context.Effect.Error is null
            && (context.Effect.WorkOn(table) & TableWork.Rewrite) == 0
            && context.BlockedBy(TableWork.Scan | TableWork.ForeignKeyScan) is { } taken)
        {
            var held = context.HeldOn(taken.Relation);
            context.Report(
                what, table.ToString(), column, Words.List(ConstraintsOver(context, table, column, taken)), context.Describe(taken.Relation), held.WithArticle(), held.Waits());
        }
    }

    private static (RelationName Table, string Column, string What)? ChangeOf(MigrationOperation operation) => operation switch
    {
        AlterColumnType change => (change.Table, change.Column, "type"),
        AlterColumnProperty { Change: ColumnChange.SetExpression } change => (change.Table, change.Column, "expression"),
        _ => null,
    };

    private static ImmutableArray<string> ConstraintsOver(OperationContext context, RelationName table, string column, TableLock taken)
    {
        var checkedAgain = ImmutableArray.CreateBuilder<string>();
        var read = context.Catalog.Find(taken.Relation);
        foreach (var constraint in read?.Constraints ?? [])
        {
            var isChecked = constraint switch
            {
                CheckConstraint check => (taken.Work & TableWork.Scan) != 0 && check.Expression.Columns.Contains(column, StringComparer.Ordinal),
                ForeignKeyConstraint key => (taken.Work & TableWork.ForeignKeyScan) != 0 && IsOver(key, taken.Relation, table, column),
                _ => false,
            };
            if (isChecked && constraint is { NotValid: false, NotEnforced: false })
            {
                checkedAgain.Add(constraint.Describe());
            }
        }

        if (context.Operation is AlterColumnProperty && read?.IsNotNull(column) == true)
        {
            checkedAgain.Add("NOT NULL");
        }

        return checkedAgain.Count == 0 ? ["its constraints"] : checkedAgain.ToImmutable();
    }

    private static bool IsOver(ForeignKeyConstraint key, RelationName read, RelationName changed, string column) =>
        (read.Equals(changed) && key.Columns.Contains(column, StringComparer.Ordinal))
        || (key.ReferencedTable.Equals(changed) && key.ReferencedColumns.Contains(column, StringComparer.Ordinal));
}
