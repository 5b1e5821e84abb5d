using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Rewrite;

/// <summary>A column that numbers its rows is added to an existing table.</summary>
public sealed class DBM2004IdentityColumnRewrites : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM2004",
        "Serial or identity column rewrites the table",
        "Adding the {0} column {1}.{2} gives each row a number, which rewrites the table and all its indexes under {3} lock: {4} wait until it is done",
        """
        Add the column without a number and let a sequence number new rows: existing rows are not touched. Fill these in batches, then make the column NOT NULL without a scan,
        and let it own the sequence.
          migrationBuilder.Sql("CREATE SEQUENCE orders_number_seq");
          migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN number bigint, ALTER COLUMN number SET DEFAULT nextval('orders_number_seq')");
        """,
        RuleSeverity.Warning);

    public override void CheckOperation(OperationContext context)
    {
        if (context.Operation is AddColumn { Table: var table, Column: var column }
            && (column.Type is { IsSerial: true } || column.Generated == GeneratedKind.Identity)
            && context.Effect.Error is null
            && (context.Effect.WorkOn(table) & TableWork.Rewrite) != 0
            && context.MayBeLarge(table))
        {
            var held = context.HeldOn(table);
            context.Report(column.Generated == GeneratedKind.Identity ? "identity" : "serial", table.ToString(), column.Name, held.WithArticle(), held.Waits());
        }
    }
}
