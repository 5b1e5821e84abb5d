using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>Something that was made for the time of a change is still there after all later migrations.</summary>
public sealed class DBM3015ContractMissing : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM3015",
        "Expand step never contracted",
        "No later migration drops {0}",
        """
        Finish the change in a migration of its own:
          migrationBuilder.Sql("ALTER TABLE orders DROP CONSTRAINT ck_orders_note_not_null");
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        if (context.Later.IsEmpty)
        {
            return;
        }

        var last = (SchemaCatalog?)null;
        foreach (var analyzed in context.Up)
        {
            var left = analyzed.Operation switch
            {
                AddConstraint { Constraint: CheckConstraint { Name: { } name, Expression: { ProvesNotNull: [var column], Columns: [_] } } } add =>
                    LeftProof(Last(), add.Table, name, column),
                OtherStatement { Command: "ViewStmt", Relations: [var view, ..] } => LeftView(context, Last(), view),
                OtherTableChange { Command: "CreateTrigStmt", Object: { Kind: TableObjectKind.Trigger } trigger } change => LeftTrigger(context, Last(), change.Table, trigger),
                _ => null,
            };
            if (left is not null)
            {
                context.At(analyzed).Report(left);
            }
        }

        SchemaCatalog Last()
        {
            if (last is null)
            {
                last = context.CatalogAfterUp;
                foreach (var migration in context.Later)
                {
                    last = last.Apply(migration.Up);
                }
            }

            return last;
        }
    }

    /// <summary>The CHECK proves what SET NOT NULL has made a property of the column since.</summary>
    private static string? LeftProof(SchemaCatalog last, RelationName name, string check, string column) =>
        last.Find(name) is { } table
        && table.Constraint(check) is CheckConstraint { NotValid: false, NotEnforced: false } left
        && left.Expression.ProvesNotNull.Contains(column, StringComparer.Ordinal)
        && table.Column(column) is { Nullable: false }
            ? $"CHECK constraint {check}, which served to make {name}.{column} NOT NULL: each INSERT and UPDATE still evaluates it"
            : null;

    /// <summary>The view stands in for a table that the same migration renames.</summary>
    private static string? LeftView(MigrationContext context, SchemaCatalog last, RelationName view)
    {
        foreach (var analyzed in context.Up)
        {
            if (analyzed.Operation is RenameTable rename && rename.Table.Equals(view))
            {
                return last.Views.TryGetValue(view, out var left) && left.Reads.Any(r => last.Find(r) is not null)
                    ? $"view {view}, which keeps the versions running that know table {rename.NewTable} by that name"
                    : null;
            }
        }

        return null;
    }

    /// <summary>The migration adds a column beside the trigger, and a later one has dropped a column of the table: the change is over, the trigger is not.</summary>
    private static string? LeftTrigger(MigrationContext context, SchemaCatalog last, RelationName table, TableObject trigger)
    {
        if (!context.Up.Any(o => o.Operation is AddColumn add && add.Table.Equals(table))
            || last.Find(table) is not { } left
            || !left.Objects.Any(trigger.IsSame))
        {
            return null;
        }

        foreach (var migration in context.Later)
        {
            foreach (var operation in migration.Up.Operations)
            {
                if (operation is DropColumn { IsRecreated: false } drop
                    && drop.Table.Equals(table)
                    && !context.Up.Any(o => o.Operation is AddColumn add && string.Equals(add.Column.Name, drop.Column, StringComparison.Ordinal)))
                {
                    return $"trigger {trigger.Name}, which came with a new column of {table}: {table}.{drop.Column}, which it may have kept equal to that, is dropped since";
                }
            }
        }

        return null;
    }
}
