namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>Text with a length.</summary>
public sealed class DBM8004LimitedText : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8004",
        "Text column with a length",
        "Column {0} has the type {1}: a shorter length later rewrites the table, and text is stored the same way",
        """
        Use text; where a length matters, a CHECK constraint says so, and can be changed without a change of type.
        """,
        RuleSeverity.Info)
    {
        IsEnabledByDefault = false,
    };

    public override void CheckOperation(OperationContext context) => ColumnTypes.Report(context, static t => t is { Name: "varchar", Schema: null, Modifiers.IsEmpty: false });
}
