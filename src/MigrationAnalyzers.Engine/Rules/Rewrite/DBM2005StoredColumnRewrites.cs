using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Rewrite;

/// <summary>A stored generated column is added, or gets another expression.</summary>
public sealed class DBM2005StoredColumnRewrites : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM2005",
        "Stored generated column rewrites the table",
        "Computing {0} for each row rewrites the existing table {1} and all its indexes under {2} lock: {3} wait until it is done",
        """
        Add an ordinary column and let a trigger compute it in new and changed rows; compute it for existing rows later, in batches. From PostgreSQL 18 on a column that is
        GENERATED ... VIRTUAL takes no time at all: nothing is stored.
          migrationBuilder.AddColumn<decimal>(name: "gross", table: "orders", type: "numeric(12,2)", nullable: true);
          migrationBuilder.Sql("CREATE FUNCTION orders_gross() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.gross := NEW.net * 1.19; RETURN NEW; END $$");
          migrationBuilder.Sql("CREATE TRIGGER orders_gross BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION orders_gross()");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not TableOperation { Table: var table }
            || What(context.Operation) is not { } what
            || context.Effect.Error is not null
            || (context.Effect.WorkOn(table) & TableWork.Rewrite) == 0
            || !context.MayBeLarge(table)
            || RecreatedColumn.DroppedBefore(context) is not null)
        {
            return;
        }

        var held = context.HeldOn(table);
        context.Report(what, context.Describe(table), held.WithArticle(), held.Waits());
    }

    private static string? What(MigrationOperation operation) => operation switch
    {
        AddColumn { Column: { Generated: GeneratedKind.Stored, Name: var name } } => $"the new column {name}",
        AlterColumnProperty { Change: ColumnChange.SetExpression, Column: var name } => $"the new expression of column {name}",
        _ => null,
    };
}
