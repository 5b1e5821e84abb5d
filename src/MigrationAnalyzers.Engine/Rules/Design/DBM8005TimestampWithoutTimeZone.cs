namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>A timestamp that is no point in time.</summary>
public sealed class DBM8005TimestampWithoutTimeZone : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8005",
        "Timestamp without time zone",
        "Column {0} has the type {1}, which is no point in time: what it means depends on who reads it",
        """
        Use timestamptz, which stores a point in time; timestamp stores what a clock on some wall shows.
        """,
        RuleSeverity.Info)
    {
        IsEnabledByDefault = false,
    };

    public override void CheckOperation(OperationContext context) => ColumnTypes.Report(context, static t => t is { Name: "timestamp", Schema: null });
}
