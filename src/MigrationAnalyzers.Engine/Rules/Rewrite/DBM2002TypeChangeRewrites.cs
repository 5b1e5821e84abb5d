using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Rewrite;

/// <summary>A column gets a type for which every row is written anew.</summary>
public sealed class DBM2002TypeChangeRewrites : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM2002",
        "Changed column type rewrites the table",
        "Changing {0}.{1} {2} {3}",
        """
        Add a column of the new type, let a trigger fill it in new and changed rows, fill the others in batches, move the application over to it, and drop the old column in
        a later migration:
          migrationBuilder.AddColumn<long>(name: "number_big", table: "orders", type: "bigint", nullable: true);
          migrationBuilder.Sql("CREATE FUNCTION orders_number_big() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.number_big := NEW.number; RETURN NEW; END $$");
          migrationBuilder.Sql("CREATE TRIGGER orders_number_big BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION orders_number_big()");
        From timestamp to timestamptz, and back, nothing of that is needed where the session's TimeZone is UTC and there is no USING:
          migrationBuilder.Sql("SET LOCAL TimeZone = 'UTC'");
          migrationBuilder.Sql("ALTER TABLE orders ALTER COLUMN placed_at TYPE timestamptz");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is AlterCompositeType { Cascade: true, Change: AttributeChange.ChangeType } attribute && context.Effect.Error is null)
        {
            CheckTypedTables(context, attribute);
        }

        if (context.Operation is not AlterColumnType { Table: var table } change || context.Effect.Error is not null || !context.MayBeLarge(table))
        {
            return;
        }

        var work = context.Effect.WorkOn(table);
        if ((work & TableWork.Rewrite) != 0)
        {
            var held = context.HeldOn(table);
            context.Report(
                table.ToString(), change.Column, ChangedType.Describe(context, change),
                $"rewrites the table and all its indexes under {held.WithArticle()} lock{ChangedType.Partners(context, change)}{Reason(change)}: {held.Waits()} wait until it is done");
        }
        else if ((work & TableWork.IndexBuild) == 0 && ChangedType.DependsOnTimeZone(context, change))
        {
            context.ReportAs(
                RuleSeverity.Info,
                table.ToString(), change.Column, ChangedType.Describe(context, change),
                "rewrites the table and all its indexes unless the session's TimeZone is UTC");
        }
    }

    /// <summary>ALTER TYPE ... ALTER ATTRIBUTE ... CASCADE changes the column of each table OF the type.</summary>
    private static void CheckTypedTables(OperationContext context, AlterCompositeType attribute)
    {
        if (context.BlockedBy(TableWork.Rewrite) is { } taken)
        {
            var held = context.HeldOn(taken.Relation);
            context.Report(
                attribute.Type.ToString(), attribute.Attribute, "to " + attribute.NewType?.Text,
                $"rewrites table {context.Describe(taken.Relation)} and all its indexes under {held.WithArticle()} lock: {held.Waits()} wait until it is done");
        }
    }

    private static string Reason(AlterColumnType change) =>
        change.Using is { ConvertedColumn: null } ? ", because USING computes each value" : "";
}
