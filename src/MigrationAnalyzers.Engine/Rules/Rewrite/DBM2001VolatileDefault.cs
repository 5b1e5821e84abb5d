using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Rewrite;

/// <summary>A column is added with a volatile default, which rewrites the table.</summary>
public sealed class DBM2001VolatileDefault : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM2001",
        "Volatile default rewrites the table",
        "Adding {0}.{1} with the default {2} {3}",
        """
        Add the column without a default and set the default in the same ALTER TABLE: existing rows are not touched, new rows get it. Fill existing rows later, in batches.
          migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN token uuid, ALTER COLUMN token SET DEFAULT gen_random_uuid()");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not AddColumn { Column: var column, Table: var table }
            || context.Effect.VolatileDefault is not { } value
            || !context.MayBeLarge(table))
        {
            return;
        }

        if ((context.Effect.WorkOn(table) & TableWork.Rewrite) != 0)
        {
            var held = context.HeldOn(table);
            context.Report(
                table.ToString(), column.Name, value.Text,
                $"rewrites the table and all its indexes under {held.WithArticle()} lock, because {value.DecidingFunction ?? "it"} is volatile: {held.Waits()} wait until it is done");
        }
        else
        {
            context.ReportAs(
                RuleSeverity.Info,
                table.ToString(), column.Name, value.Text,
                $"rewrites the whole table if {value.DecidingFunction ?? "it"} is volatile, as every function is that does not say STABLE or IMMUTABLE");
        }
    }
}
