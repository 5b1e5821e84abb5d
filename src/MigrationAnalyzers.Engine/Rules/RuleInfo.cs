namespace MigrationAnalyzers.Engine.Rules;

public enum RuleSeverity
{
    Info,
    Warning,
}

/// <summary>The facts of a rule, kept once, beside the rule.</summary>
/// <param name="Id">As in DBM1001.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="MessageFormat">The message, with {0}, {1} ... for the arguments of a finding.</param>
/// <param name="Remedy">The complete safe form, ready to paste.</param>
/// <param name="DefaultSeverity">Warning: a proved hazard. Info: anything else.</param>
public sealed record RuleInfo(string Id, string Title, string MessageFormat, string Remedy, RuleSeverity DefaultSeverity)
{
    /// <summary>False for a rule of taste or policy: who wants it gives it a severity.</summary>
    public bool IsEnabledByDefault { get; init; } = true;

    public string Category => Id[3] switch
    {
        '1' => "Locking",
        '2' => "Rewrite",
        '3' => "Compatibility",
        '4' => "Data",
        '5' => "Transactions",
        '6' => "Reversibility",
        '7' => "Sql",
        '8' => "Design",
        '9' => "Configuration",
        _ => throw new InvalidOperationException($"The id {Id} has no category."),
    };

    public string HelpLink => $"https://github.com/MigrationAnalyzers/MigrationAnalyzers/blob/main/docs/rules/{Id}.md";
}
