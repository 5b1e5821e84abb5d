using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>All rules, ordered by id.</summary>
public static class RuleSet
{
    public static ImmutableArray<Rule> All { get; } =
    [
    ];

    public static RuleInfo InfoOf(string id)
    {
        foreach (var rule in All)
        {
            if (string.Equals(rule.Info.Id, id, StringComparison.Ordinal))
            {
                return rule.Info;
            }
        }

        throw new ArgumentException($"There is no rule {id}.", nameof(id));
    }
}
