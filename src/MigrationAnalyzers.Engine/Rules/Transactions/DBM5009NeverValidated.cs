using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Transactions;

/// <summary>A constraint is added NOT VALID and no migration validates it.</summary>
public sealed class DBM5009NeverValidated : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM5009",
        "Constraint is never validated",
        "Constraint {0} of {1} is added NOT VALID and no later migration validates it: old rows may break it, and the planner does not use it",
        """
        Validate it, outside of the transaction that added it.
          migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT fk_orders_users", suppressTransaction: true);
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        // As long as it is in the last migration, the validation may be about to be written.
        if (context.Later.IsEmpty || !HasNotValid(context))
        {
            return;
        }

        var catalog = context.CatalogAfterUp;
        foreach (var later in context.Later)
        {
            if (later.Up.Operations.Any(static o => o is UnknownSql or OpaqueOperation))
            {
                return;
            }

            catalog = catalog.Apply(later.Up);
        }

        foreach (var analyzed in context.Up)
        {
            if (analyzed.Operation is AddConstraint { Constraint: { NotValid: true, NotEnforced: false, Name: { } name } } add
                && catalog.Find(add.Table)?.Constraint(name) is { NotValid: true })
            {
                context.Report(add.Origin, name, add.Table.ToString());
            }
        }
    }

    private static bool HasNotValid(MigrationContext context)
    {
        foreach (var analyzed in context.Up)
        {
            if (analyzed.Operation is AddConstraint { Constraint: { NotValid: true, NotEnforced: false } })
            {
                return true;
            }
        }

        return false;
    }
}
