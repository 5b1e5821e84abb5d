using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

internal static class DomainEffects
{
    /// <summary>A constraint of a domain is verified in every column of that type, under a SHARE lock on each of the tables.</summary>
    public static void Alter(AlterDomain alter, EffectScope scope, EffectBuilder effect)
    {
        var verifies = alter.Command switch
        {
            "AddConstraint" => !alter.NotValid,
            "ValidateConstraint" or "SetNotNull" => true,
            _ => false,
        };
        if (!verifies)
        {
            return;
        }

        foreach (var (table, _) in scope.Catalog.ColumnsOfType(alter.Domain))
        {
            effect.Lock(table, LockMode.Share, TableWork.Scan);
        }

        if (effect.Locks.Count == 0)
        {
            effect.DependsOn($"which tables have columns of type {alter.Domain} is not known: each of them is read under a SHARE lock");
        }
    }
}
