namespace MigrationAnalyzers.Engine.Rules.Configuration;

/// <summary>An option has a value that is not allowed, or a file that configures the analysis is broken. Reported where these are read, not for an operation.</summary>
public sealed class DBM9001InvalidOption : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM9001",
        "Invalid option",
        "The {0} {1}",
        """
        Set the option to one of the values that the message names, in .editorconfig, in .globalconfig or as an MSBuild property; in a file, correct the place
        that is marked.
        """,
        RuleSeverity.Warning);
}
