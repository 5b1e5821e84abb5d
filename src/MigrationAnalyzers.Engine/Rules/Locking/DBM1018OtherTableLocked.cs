using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>A foreign key makes a statement about one table lock another one, which the statement may not even name.</summary>
public sealed class DBM1018OtherTableLocked : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1018",
        "Foreign key locks the other table, too",
        "For the sake of a foreign key, {0} takes {1} lock on {2}, too: until the transaction ends, {3} there wait",
        """
        Keep the lock short: let the statement be in a migration of its own, or at the end of one, and let it give up rather than hold up the application.
          migrationBuilder.Sql("SET LOCAL lock_timeout = '2s'");
          migrationBuilder.DropForeignKey(name: "fk_carts_users", table: "carts");
        """,
        RuleSeverity.Info);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Effect.Error is not null)
        {
            return;
        }

        var mode = LockMode.None;
        var tables = new List<RelationName>();
        foreach (var partner in Partners(context))
        {
            if (context.Effect.LockOn(partner) is { Mode: var taken }
                && taken.BlocksWrites()
                && context.HeldBefore(partner) < taken
                && context.Existed(partner)
                && !tables.Contains(partner)
                && !IsDroppedHere(context, partner))
            {
                tables.Add(partner);
                mode = taken;
            }
        }

        if (tables.Count > 0)
        {
            context.Report(What(context.Operation), mode.WithArticle(), Words.ExistingTables(tables), mode.Waits());
        }
    }

    /// <summary>The tables that the foreign keys of the operation reference. DBM1003 speaks of those that it validates.</summary>
    private static IEnumerable<RelationName> Partners(OperationContext context) => context.Operation switch
    {
        CreateTable create => Referenced(create.Table, create.Constraints),
        AddColumn add when (context.Effect.WorkOn(add.Table) & TableWork.ForeignKeyScan) == 0 => Referenced(add.Table, add.Constraints),
        AddConstraint add when !context.Existed(add.Table) => Referenced(add.Table, [add.Constraint]),
        DropTable drop => Referenced(drop.Table, context.Catalog.Find(drop.Table)?.Constraints ?? []),
        DropConstraint drop => Referenced(drop.Table, context.Catalog.Find(drop.Table)?.Constraint(drop.Name) is { } key ? [key] : []),
        DropColumn drop => Referenced(
            drop.Table, (context.Catalog.Find(drop.Table)?.Constraints ?? []).Where(c => c is ForeignKeyConstraint key && key.Columns.Contains(drop.Column, StringComparer.Ordinal))),
        _ => [],
    };

    private static IEnumerable<RelationName> Referenced(RelationName table, IEnumerable<ConstraintDefinition> constraints)
    {
        foreach (var constraint in constraints)
        {
            if (constraint is ForeignKeyConstraint key && !key.ReferencedTable.Equals(table))
            {
                yield return key.ReferencedTable;
            }
        }
    }

    private static bool IsDroppedHere(OperationContext context, RelationName table) =>
        context.Unit.Operations.Any(o => o is DropTable drop && drop.Table.Equals(table));

    private static string What(MigrationOperation operation) => operation switch
    {
        CreateTable create => $"creating table {create.Table}",
        AddColumn add => $"adding column {add.Table}.{add.Column.Name}",
        AddConstraint add => $"adding a foreign key to {add.Table}",
        DropTable drop => $"dropping table {drop.Table}",
        DropConstraint drop => $"dropping foreign key {drop.Name} of {drop.Table}",
        DropColumn drop => $"dropping column {drop.Table}.{drop.Column}",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };
}
