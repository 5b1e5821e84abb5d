using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Data;

/// <summary>A column gets a type that cannot hold all values of the old one.</summary>
public sealed class DBM4002TypeChangeLosesData : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM4002",
        "Type change loses data or fails",
        "Changing {0}.{1} from {2} to {3} {4}: {5}",
        """
        Look first whether there are values that do not fit. Where a limit is all that is wanted, keep the type and let a CHECK constraint say it: it is validated without
        blocking and without a rewrite.
          migrationBuilder.Sql("ALTER TABLE users ADD CONSTRAINT ck_users_name_length CHECK (char_length(name) <= 50) NOT VALID");
          migrationBuilder.Sql("ALTER TABLE users VALIDATE CONSTRAINT ck_users_name_length", suppressTransaction: true);
        Where another type is needed, add a column of that type, fill it in batches, and drop the old column when nobody reads it any more.
          migrationBuilder.AddColumn<DateOnly>(name: "ordered_on", table: "orders", type: "date", nullable: true);
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is AlterColumnType change
            && context.Effect is { Error: null, Conversion: { Loss: { } loss } conversion }
            && context.Existed(change.Table))
        {
            context.Report(change.Table.ToString(), change.Column, conversion.From.Text, conversion.To.Text, loss.Description, Consequence(loss));
        }
    }

    private static string Consequence(ValueLoss loss) => loss.Changes
        ? "what is lost cannot be restored"
        : "whether the migration succeeds depends on the rows of the database that it runs on";
}
