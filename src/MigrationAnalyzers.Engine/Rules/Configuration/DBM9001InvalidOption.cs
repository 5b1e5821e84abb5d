namespace MigrationAnalyzers.Engine.Rules.Configuration;

/// <summary>An option has a value that is not allowed. Reported where options are read, not for an operation.</summary>
public sealed class DBM9001InvalidOption : Rule
{
    public override RuleInfo Info { get; } = new(
        "DBM9001",
        "Invalid option",
        "The option {0} has the value '{1}', which is not allowed: {2}; the default is used",
        """
        Set the option to one of the values that the message names, in .editorconfig, in .globalconfig or as an MSBuild property.
        """,
        RuleSeverity.Warning);
}
