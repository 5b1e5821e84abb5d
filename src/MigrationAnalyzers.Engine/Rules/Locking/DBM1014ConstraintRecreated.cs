using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>A constraint is dropped and added again, where a new name or a second constraint would do.</summary>
public sealed class DBM1014ConstraintRecreated : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1014",
        "Constraint dropped and added again",
        "Dropping {0} and adding it again {1} {2} the existing table {3} under {4} lock{5}: {6} wait until that is done",
        """
        A new name needs no new constraint: rename it, which writes nothing but the catalog. (EF Core drops and adds when a table is renamed.)
          migrationBuilder.Sql("ALTER TABLE purchases RENAME CONSTRAINT pk_orders TO pk_purchases");
        Another ON DELETE or ON UPDATE needs a second foreign key: add it NOT VALID, validate it without blocking, and only then drop the first.
          migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT fk_orders_users_new FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE NOT VALID");
          migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_users_new", suppressTransaction: true);
          migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT fk_orders_users");
          migrationBuilder.Sql("ALTER TABLE orders RENAME CONSTRAINT fk_orders_users_new TO fk_orders_users");
        DEFERRABLE of a foreign key can be changed in place.
          migrationBuilder.Sql("ALTER TABLE orders ALTER CONSTRAINT fk_orders_users DEFERRABLE INITIALLY DEFERRED");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not AddConstraint { Table: var table, Constraint: var added }
            || !context.MayBeLarge(table)
            || context.BlockedBy(TableWork.IndexBuild | TableWork.Scan | TableWork.ForeignKeyScan) is not { } taken
            || RecreatedConstraint.Of(context) is not { } recreated)
        {
            return;
        }

        var held = context.HeldOn(table);
        var there = added is ForeignKeyConstraint key && !key.ReferencedTable.Equals(table) && context.Existed(key.ReferencedTable)
            ? $" there and {context.HeldOn(key.ReferencedTable).WithArticle()} lock on {key.ReferencedTable}"
            : "";
        context.Report(
            recreated.Dropped.Describe(),
            What(recreated, added),
            (taken.Work & TableWork.IndexBuild) != 0 ? "builds its index anew on" : "checks every row of",
            context.Describe(table),
            held.WithArticle(),
            there,
            held.Waits());
    }

    private static string What(RecreatedConstraint recreated, ConstraintDefinition added)
    {
        var name = added.Name is null || string.Equals(added.Name, recreated.Dropped.Name, StringComparison.Ordinal) ? "" : $"as {added.Name} ";
        return name + recreated.Change switch
        {
            ConstraintChange.Nothing => "with the same definition",
            ConstraintChange.Action => "to change ON DELETE or ON UPDATE",
            ConstraintChange.Deferrability => "to change DEFERRABLE",
            _ => throw new ArgumentOutOfRangeException(nameof(recreated), recreated.Change, null),
        };
    }
}
