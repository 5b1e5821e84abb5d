using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>SET NOT NULL reads the whole table under ACCESS EXCLUSIVE.</summary>
public sealed class DBM1005SetNotNullScans : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1005",
        "SET NOT NULL scans the table",
        "Making {0}.{1} NOT NULL reads every row under {2} lock{3}: {4} wait until it is done{5}",
        """
        Fill the NULLs first (in batches, in an earlier migration), prove that there are none by a CHECK constraint that is validated without blocking, and only then
        set NOT NULL: PostgreSQL 12 and later take the constraint as proof and do not scan.
          migrationBuilder.Sql("ALTER TABLE users ADD CONSTRAINT ck_users_email_not_null CHECK (email IS NOT NULL) NOT VALID");
          migrationBuilder.Sql("ALTER TABLE users VALIDATE CONSTRAINT ck_users_email_not_null", suppressTransaction: true);
          migrationBuilder.Sql("ALTER TABLE users ALTER COLUMN email SET NOT NULL");
          migrationBuilder.Sql("ALTER TABLE users DROP CONSTRAINT ck_users_email_not_null");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (ColumnOf(context) is not { } column || context.BlockedBy(TableWork.Scan) is not { Relation: var table })
        {
            return;
        }

        var held = context.HeldOn(table);
        var update = HasHiddenUpdate(context, column)
            ? ", after a hidden UPDATE by EF Core of every row where it is NULL, in the same transaction"
            : "";
        context.Report(table.ToString(), column, held.WithArticle(), update, held.Waits(), UselessProof(context, table, column));
    }

    private static string? ColumnOf(OperationContext context) => context.Operation switch
    {
        SetNotNull set => set.Column,
        AddConstraint { Constraint: NotNullConstraint constraint } => constraint.Column,

        // The values of a virtual column are computed to be verified, though nothing is written (PostgreSQL 18). A CHECK beside it is another rule's.
        AddColumn { Column: { Generated: GeneratedKind.Virtual, Nullable: false } column, Constraints: var constraints } when !constraints.Any(static c => c is CheckConstraint) => column.Name,

        // The children get a constraint of their own.
        AlterConstraint { Inherited: true } alter => (context.Catalog.Find(alter.Table)?.Constraint(alter.Name) as NotNullConstraint)?.Column,
        _ => null,
    };

    /// <summary>Why a constraint that says what is wanted does not save the scan.</summary>
    private static string UselessProof(OperationContext context, RelationName table, string column)
    {
        foreach (var constraint in context.Catalog.Find(table)?.Constraints ?? [])
        {
            switch (constraint)
            {
                case NotNullConstraint { NotValid: true } notNull when string.Equals(notNull.Column, column, StringComparison.Ordinal):
                    return $"; VALIDATE CONSTRAINT {notNull.Name} instead does not block";

                case CheckConstraint check when check.Expression.ProvesNotNull.Contains(column, StringComparer.Ordinal):
                    var why = check.NotEnforced ? "it is NOT ENFORCED" : check.NotValid ? "it is NOT VALID" : "the same ALTER TABLE drops it";
                    return $"; {check.Describe()} does not save that, because {why}";
            }
        }

        return "";
    }

    /// <summary>EF Core writes the default into the NULLs of the column itself.</summary>
    private static bool HasHiddenUpdate(OperationContext context, string column)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (operation is WriteRows { IsHidden: true, Columns: [var filled] } write
                && context.Operation is SetNotNull set
                && write.Table.Equals(set.Table)
                && string.Equals(filled, column, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
