namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>A column of type json.</summary>
public sealed class DBM8001JsonColumn : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8001",
        "Column of type json",
        "Column {0} has the type {1}, which has no equality: DISTINCT, UNION and GROUP BY over it fail, and it cannot be indexed",
        """
        Use jsonb: it has equality (DISTINCT, UNION, GROUP BY and unique indexes work) and can be indexed. json keeps the text as it was written, and nothing else.
          migrationBuilder.AddColumn<string>(name: "payload", table: "orders", type: "jsonb", nullable: true);
        """,
        RuleSeverity.Info);

    public override void CheckOperation(OperationContext context) => ColumnTypes.Report(context, static t => t is { Name: "json", Schema: null });
}
