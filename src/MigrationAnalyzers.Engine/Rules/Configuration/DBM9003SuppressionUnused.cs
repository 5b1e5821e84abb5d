namespace MigrationAnalyzers.Engine.Rules.Configuration;

/// <summary>A suppression suppresses nothing. Reported where suppressions are read, not for an operation.</summary>
public sealed class DBM9003SuppressionUnused : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM9003",
        "Suppression that suppresses nothing",
        "This suppression suppresses nothing: {0}",
        """
        Remove it, or correct the id or the place of it, so that it does not hide what a later change brings.
        """,
        RuleSeverity.Info);
}
