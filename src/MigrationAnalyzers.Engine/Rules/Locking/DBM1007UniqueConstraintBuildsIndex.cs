using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>A primary key or unique constraint builds its index while it is added.</summary>
public sealed class DBM1007UniqueConstraintBuildsIndex : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM1007",
        "Primary key or unique constraint builds its index while it is added",
        "Adding {0} builds its index on the existing table {1}{2} under {3} lock: {4} wait until that is done",
        """
        Build the unique index concurrently, alone in its migration, and make it the constraint's in the next one, which takes an instant. A primary key needs columns
        that are NOT NULL already.
          migrationBuilder.Sql("CREATE UNIQUE INDEX CONCURRENTLY ak_users_email ON users (email)", suppressTransaction: true);
          migrationBuilder.Sql("ALTER TABLE users ADD CONSTRAINT ak_users_email UNIQUE USING INDEX ak_users_email");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not TableOperation { Table: var table }
            || KeyOf(context.Operation) is not { } key
            || !context.MayBeLarge(table)
            || context.BlockedBy(TableWork.IndexBuild) is not { } taken
            || RecreatedConstraint.Of(context) is not null)
        {
            return;
        }

        var held = context.HeldOn(table);
        var scan = key is PrimaryKeyConstraint && (taken.Work & TableWork.Scan) != 0 ? ", and looks for NULLs in every row," : "";
        context.Report(key.Describe(), context.Describe(table), scan, held.WithArticle(), held.Waits());
    }

    /// <summary>WITHOUT OVERLAPS is an exclusion constraint in disguise.</summary>
    private static ConstraintDefinition? KeyOf(MigrationOperation operation) => operation switch
    {
        AddConstraint { Constraint: UniqueConstraint { UsingIndex: null, WithoutOverlaps: false } or PrimaryKeyConstraint { UsingIndex: null, WithoutOverlaps: false } } add => add.Constraint,
        AddColumn { Constraints: var constraints } => constraints.FirstOrDefault(static c => c is UniqueConstraint or PrimaryKeyConstraint),
        _ => null,
    };
}
