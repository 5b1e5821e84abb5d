using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>A wider column with the sequence of the narrow one.</summary>
public sealed class DBM8021SequenceStaysInteger : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8021",
        "Sequence stays an integer",
        "Column {0}.{1} becomes bigint, and its serial sequence stays an integer: INSERT fails when it reaches the end of the old type",
        """
        Let the sequence grow with the column: that of a serial column keeps the type it was made with, and INSERT fails after 2,147,483,647.
          migrationBuilder.Sql("ALTER SEQUENCE orders_id_seq AS bigint");
        """,
        RuleSeverity.Info);

    public override void CheckMigration(MigrationContext context)
    {
        foreach (var operation in context.Up)
        {
            if (operation.Operation is AlterColumnType { NewType: { Name: "int8", IsArray: false }, Table: var table, Column: var column }
                && operation.CatalogBefore.Find(table)?.Column(column) is { Generated: GeneratedKind.None, Type: { IsSerial: true, Name: "int2" or "int4" } }
                && !context.Up.Any(static o => o.Operation is OtherStatement { Command: "AlterSeqStmt" }))
            {
                context.Report(operation.Operation.Origin, table.ToString(), column);
            }
        }
    }
}
