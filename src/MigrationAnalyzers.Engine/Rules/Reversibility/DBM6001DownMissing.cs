using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Reversal;

namespace MigrationAnalyzers.Engine.Rules.Reversibility;

/// <summary>Down does not undo what Up does, because it is not there.</summary>
public sealed class DBM6001DownMissing : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM6001",
        "Down is missing, empty or throws",
        "Down {0} while Up changes the database: the migration cannot be undone",
        """
        Write the Down that undoes Up. Where that is impossible, say so, with the reason:
          protected override void Down(MigrationBuilder migrationBuilder) =>
              throw new NotSupportedException("The merged addresses cannot be told apart again.");
        """,
        RuleSeverity.Warning);

    public override void CheckMigration(MigrationContext context)
    {
        var shape = context.Migration.DownShape switch
        {
            DownShape.Missing => "is missing",
            DownShape.Empty => "is empty",
            DownShape.Throws => "throws without a reason",
            DownShape.ThrowsWithReason => "throws, with a reason,",
            DownShape.NotApplicable or DownShape.Present => null,
            _ => throw new ArgumentOutOfRangeException(nameof(context), context.Migration.DownShape, null),
        };
        if (shape is null || context.Up.All(static o => InverseOperation.LeavesNothing(o.Operation)))
        {
            return;
        }

        // Rows that were written often need no undoing: that is for the author to judge.
        var severity = context.Migration.DownShape != DownShape.ThrowsWithReason && context.Up.Any(static o => ChangesSchema(o.Operation))
            ? RuleSeverity.Warning
            : RuleSeverity.Info;
        context.ReportAs(severity, new Origin(FrontEnd.MigrationBuilderCall, context.Migration.DownLocation), shape);
    }

    private static bool ChangesSchema(MigrationOperation operation) =>
        !InverseOperation.LeavesNothing(operation)
        && operation is not (WriteRows or Truncate or ServerCommand or OpaqueOperation or UnknownSql or InvalidSql or OtherStatement or AlterFunction);
}
