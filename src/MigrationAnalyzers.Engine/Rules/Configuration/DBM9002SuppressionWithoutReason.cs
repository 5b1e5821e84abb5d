namespace MigrationAnalyzers.Engine.Rules.Configuration;

/// <summary>Something is suppressed, and nobody says why. Reported where suppressions are read, not for an operation.</summary>
public sealed class DBM9002SuppressionWithoutReason : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM9002",
        "Suppression without a reason",
        "The suppression of {0} gives no reason{1}",
        """
        Say why the hazard is none here, so that the next reader can tell whether that is still true: after the rule in an SQL comment, in a comment after or above #pragma warning disable, or as Justification of SuppressMessage.
        """,
        RuleSeverity.Warning);
}
