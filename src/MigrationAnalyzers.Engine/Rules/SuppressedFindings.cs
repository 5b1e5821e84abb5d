using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>Takes out what comments in SQL allow, and says what is wrong with these comments.</summary>
public static class SuppressedFindings
{
    /// <param name="found">What the rules found in the texts of the comments.</param>
    /// <param name="suppressions">
    /// The comments that are looked at themselves; the same may be there several times, where a text is run several times. None where not all was found that could be.
    /// </param>
    public static ImmutableArray<Finding> Settle(ImmutableArray<Finding> found, IReadOnlyCollection<SqlSuppression> suppressions)
    {
        var result = ImmutableArray.CreateBuilder<Finding>();
        var used = new HashSet<(SourceLocation Comment, string Id)>();
        foreach (var finding in found)
        {
            var isAllowed = false;
            foreach (var suppression in finding.Origin.Suppressions)
            {
                if (suppression.Allows(finding.Rule.Id) && suppression.Covers(finding.Origin))
                {
                    isAllowed = true;
                    used.Add((suppression.Origin.Location, finding.Rule.Id));
                }
            }

            if (!isAllowed)
            {
                result.Add(finding);
            }
        }

        var seen = new HashSet<SourceLocation>();
        foreach (var suppression in suppressions)
        {
            if (seen.Add(suppression.Origin.Location))
            {
                Check(suppression, used, result);
            }
        }

        return result.ToImmutable();
    }

    /// <summary>A comment allows it.</summary>
    public static bool IsAllowed(Finding finding)
    {
        foreach (var suppression in finding.Origin.Suppressions)
        {
            if (suppression.Allows(finding.Rule.Id) && suppression.Covers(finding.Origin))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The comments of all texts that a migration runs, and whose place is its own: that of a constant elsewhere serves others, too. None where a text does not parse, because then
    /// not all is found.
    /// </summary>
    public static IReadOnlyCollection<SqlSuppression> Of(Migration migration)
    {
        List<SqlSuppression>? all = null;
        foreach (var unit in new[] { migration.Up, migration.Down })
        {
            foreach (var statement in unit.Statements)
            {
                if (statement.Operations is [InvalidSql])
                {
                    return [];
                }

                if (!statement.Origin.Suppressions.IsEmpty && statement.Origin.Inner.IsNone)
                {
                    (all ??= []).AddRange(statement.Origin.Suppressions);
                }
            }
        }

        return all is null ? [] : all;
    }

    private static void Check(SqlSuppression suppression, HashSet<(SourceLocation, string)> used, ImmutableArray<Finding>.Builder result)
    {
        if (suppression.Ids.IsEmpty)
        {
            result.Add(Unused(suppression.Origin, "it names no rule"));
        }
        else if (suppression.Reason.Length == 0)
        {
            result.Add(new Finding(MigrationRules.InfoOf("DBM9002"), suppression.Origin, [string.Join(", ", suppression.Ids), ", so nothing is suppressed"]));
        }

        foreach (var id in suppression.Ids)
        {
            if (!MigrationRules.Has(id))
            {
                result.Add(Unused(suppression.Origin, $"there is no rule {id}"));
            }
            else if (suppression.Reason.Length > 0 && !used.Contains((suppression.Origin.Location, id)))
            {
                result.Add(Unused(suppression.Origin, $"{id} is not found here"));
            }
        }
    }

    private static Finding Unused(Origin origin, string why) => new(MigrationRules.InfoOf("DBM9003"), origin, [why]);
}
