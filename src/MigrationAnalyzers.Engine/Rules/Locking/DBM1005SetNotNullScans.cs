using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>SET NOT NULL reads the whole table under ACCESS EXCLUSIVE.</summary>
public sealed class DBM1005SetNotNullScans : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1005",
        "SET NOT NULL scans the table",
        "Making {0}.{1} NOT NULL reads every row under {2} lock{3}: {4} wait until it is done",
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
        if (context.Operation is TableOperation { Table: var table }
            && ColumnOf(context.Operation) is { } column
            && context.MayBeLarge(table)
            && context.Effect.LockOn(table) is { BlocksWhileWorking: true } taken
            && (taken.Work & TableWork.Scan) != 0)
        {
            var held = context.HeldOn(table);
            var update = HasHiddenUpdate(context)
                ? ", after a hidden UPDATE by EF Core of every row where it is NULL, in the same transaction"
                : "";
            context.Report(table.ToString(), column, held.WithArticle(), update, held.Waits());
        }
    }

    private static string? ColumnOf(MigrationOperation operation) => operation switch
    {
        SetNotNull set => set.Column,
        AddConstraint { Constraint: NotNullConstraint constraint } => constraint.Column,
        _ => null,
    };

    /// <summary>EF Core writes the default into the NULLs itself; that statement has the same origin.</summary>
    private static bool HasHiddenUpdate(OperationContext context)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (operation is WriteRows { IsHidden: true } && operation.Origin.Equals(context.Operation.Origin))
            {
                return true;
            }
        }

        return false;
    }
}
