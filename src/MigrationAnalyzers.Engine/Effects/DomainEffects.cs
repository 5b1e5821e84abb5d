using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

internal static class DomainEffects
{
    /// <summary>A constraint of a domain is verified in every column of that type, under a SHARE lock on each of the tables.</summary>
    public static void Alter(AlterDomain alter, EffectScope scope, EffectBuilder effect)
    {
        if (alter.IsNotNull && scope.Major < 17)
        {
            effect.Error = VersionErrors.Needs("ADD CONSTRAINT ... NOT NULL of a domain", 17);
        }

        var isKnown = scope.Catalog.Domains.TryGetValue(alter.Domain, out var domain);
        if (isKnown && alter.Name is { } name && domain!.ConstraintNames is { } names && names.Contains(name, StringComparer.Ordinal) == (alter.Command == "AddConstraint")
            && !alter.IfExists)
        {
            effect.Error ??= alter.Command == "AddConstraint"
                ? $"constraint \"{name}\" for domain \"{alter.Domain.Name}\" already exists"
                : $"constraint \"{name}\" of domain \"{alter.Domain.Name}\" does not exist";
        }

        var verifies = alter.Command switch
        {
            "AddConstraint" => !alter.NotValid,
            "ValidateConstraint" => true,
            "SetNotNull" => domain is not { IsNotNull: true },
            _ => false,
        };
        if (!verifies)
        {
            return;
        }

        var (tables, error) = TypeDependents.OfDomain(alter.Domain, scope.Catalog);
        effect.Error ??= error;
        foreach (var table in tables)
        {
            effect.Lock(table, LockMode.Share, TableWork.Scan);
        }

        if (effect.Locks.Count == 0 && !(isKnown && scope.Catalog.IsWhole))
        {
            effect.DependsOn($"which tables have columns of type {alter.Domain} is not known: each of them is read under a SHARE lock");
        }
    }
}
