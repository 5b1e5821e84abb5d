namespace MigrationAnalyzers.Engine.Rules.Configuration;

/// <summary>A line of the baseline accepts more than there is. Reported where the baseline is used, not for an operation.</summary>
public sealed class DBM9004BaselineUnused : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM9004",
        "Baseline accepts findings that are gone",
        "The baseline accepts {2} of {1} in {0}, and there are only {3}: the next one would pass unseen",
        """
        Lower the count of the line to what there is, or remove the line; or write the baseline anew: dotnet build -t:MigrationAnalyzersWriteBaseline
        """,
        RuleSeverity.Info);
}
