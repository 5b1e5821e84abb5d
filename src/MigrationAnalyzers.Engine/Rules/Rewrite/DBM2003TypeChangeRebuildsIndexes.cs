using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Rewrite;

/// <summary>A column gets a type that keeps its rows, but not the indexes over it.</summary>
public sealed class DBM2003TypeChangeRebuildsIndexes : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM2003",
        "Changed column type or collation rebuilds indexes",
        "Changing {0}.{1} {2} keeps the rows but builds the indexes over the column anew under {3} lock{4}: {5} wait until they are built{6}",
        """
        Drop the indexes over the column concurrently before, in a migration of its own, and build them concurrently afterwards, in another one; without an index over it
        the column changes in no time. Where queries cannot do without the index, add a second column as for a rewrite (DBM2002).
          migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix_users_email", suppressTransaction: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not AlterColumnType { Table: var table } change
            || context.Effect.Error is not null
            || !context.MayBeLarge(table)
            || context.Effect.LockOn(table) is not { BlocksWhileWorking: true, Work: var work }
            || (work & (TableWork.IndexBuild | TableWork.Rewrite)) != TableWork.IndexBuild)
        {
            return;
        }

        var held = context.HeldOn(table);
        context.Report(
            table.ToString(),
            change.Column,
            What(context, change),
            held.WithArticle(),
            ChangedType.Partners(context, change),
            held.Waits(),
            ChangedType.DependsOnTimeZone(context, change) ? "; unless the session's TimeZone is UTC it rewrites the whole table" : "");
    }

    private static string What(OperationContext context, AlterColumnType change) =>
        change.ChangesCollation && ChangedType.From(context, change) is { } from && from.Equals(change.NewType)
            ? $"to the collation {change.Collation}"
            : ChangedType.Describe(context, change);
}
