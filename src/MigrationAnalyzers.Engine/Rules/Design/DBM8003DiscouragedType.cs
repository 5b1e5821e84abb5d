namespace MigrationAnalyzers.Engine.Rules.Design;

/// <summary>A type that PostgreSQL's own advice is against.</summary>
public sealed class DBM8003DiscouragedType : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM8003",
        "Type that PostgreSQL advises against",
        "Column {0} has the type {1}, which PostgreSQL keeps for compatibility and advises against",
        """
        Use text instead of char(n) (which pads with blanks and is no faster), numeric instead of money (which depends on lc_monetary), timestamptz instead of time with time zone
        (whose offset means nothing without a date).
        """,
        RuleSeverity.Info);

    public override void CheckOperation(OperationContext context) => ColumnTypes.Report(context, static t => t is { Schema: null } and ({ Name: "bpchar", Modifiers.IsEmpty: false } or { Name: "money" or "timetz" }));
}
