using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Rewrite;

/// <summary>A generated column gets another expression by being dropped and added again: EF Core knows no other way.</summary>
public sealed class DBM2009ComputedColumnRecreated : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM2009",
        "Generated column dropped and added again",
        "Changing {0}.{1} drops the generated column and adds it again: {2}",
        """
        Add a second column with the new expression, filled by a trigger and in batches, move the application over to it, and drop the old one in a later migration:
          migrationBuilder.AddColumn<decimal>(name: "gross_2027", table: "orders", type: "numeric(12,2)", nullable: true);
          migrationBuilder.Sql("CREATE FUNCTION orders_gross_2027() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.gross_2027 := NEW.net * 1.2; RETURN NEW; END $$");
          migrationBuilder.Sql("CREATE TRIGGER orders_gross_2027 BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION orders_gross_2027()");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is not AddColumn { Table: var table, Column: var column }
            || RecreatedColumn.DroppedBefore(context) is not { } dropped
            || context.Effect.Error is not null
            || !context.MayBeLarge(table))
        {
            return;
        }

        var lost = IndexesOver(dropped.CatalogBefore.Find(table), column.Name);
        var rewrites = (context.Effect.WorkOn(table) & TableWork.Rewrite) != 0;
        if (rewrites || lost.Count > 0)
        {
            var held = context.HeldOn(table);
            var rewrite = rewrites
                ? $"that rewrites the table and all its indexes under {held.WithArticle()} lock, and {held.Waits()} wait until it is done"
                : "";
            var gone = lost.Count == 0 ? "" : $"{Words.List(lost)} {(lost.Count == 1 ? "is" : "are")} gone with the old one";
            context.Report(table.ToString(), column.Name, rewrite + (rewrites && lost.Count > 0 ? "; " : "") + gone);
        }
    }

    private static List<string> IndexesOver(TableInfo? table, string column)
    {
        var result = new List<string>();
        foreach (var index in table?.Indexes ?? [])
        {
            if (index.Mentions(column))
            {
                result.Add("index " + index.Name);
            }
        }

        return result;
    }
}
