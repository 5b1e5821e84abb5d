using PgQuery.Translator.Ir;

namespace PgQuery.Translator.Outlining;

/// <summary>The labels that statements branch to and do not define, in the order of their first use.</summary>
internal static class ExternalLabels
{
    public static IReadOnlyList<Label> Of(List<Statement> statements)
    {
        var defined = new HashSet<Label>();
        var used = new List<Label>();
        foreach (var statement in Walk.Statements(statements))
        {
            switch (statement)
            {
                case Block block:
                    defined.Add(block.Label);
                    break;
                case If conditional:
                    defined.Add(conditional.Label);
                    break;
                case Branch branch:
                    used.Add(branch.Target);
                    break;
                case BranchIf branch:
                    used.Add(branch.Target);
                    break;
                case BranchTable table:
                    used.AddRange(table.Targets);
                    used.Add(table.Default);
                    break;
                case RegionCall call:
                    used.AddRange(call.Region.Exits);
                    break;
            }
        }

        return [.. used.Where(label => !defined.Contains(label)).Distinct()];
    }
}
