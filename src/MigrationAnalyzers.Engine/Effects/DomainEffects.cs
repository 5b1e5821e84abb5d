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
            VerifyRows(alter, table, scope, effect);
        }

        if (effect.Locks.Count == 0 && !(isKnown && scope.Catalog.IsWhole))
        {
            effect.DependsOn($"which tables have columns of type {alter.Domain} is not known: each of them is read under a SHARE lock");
        }
    }

    /// <summary>validateDomainCheckConstraint and validateDomainNotNullConstraint: the rows of each column of the type.</summary>
    private static void VerifyRows(AlterDomain alter, RelationName table, EffectScope scope, EffectBuilder effect)
    {
        foreach (var column in scope.Find(table)?.Columns ?? [])
        {
            if (!TypeDependents.IsOfDomain(column.Type, alter.Domain, scope.Catalog))
            {
                continue;
            }

            if (alter.Command == "SetNotNull" || alter.IsNotNull)
            {
                KnownRowErrors.NotNull(table, table, column.Name, $"column \"{column.Name}\" of table \"{table.Name}\" contains null values", scope, effect);
            }
            else if (alter.Check?.Predicate is { } predicate)
            {
                var message = $"column \"{column.Name}\" of table \"{table.Name}\" contains values that violate the new constraint";
                KnownRowErrors.Condition(table, table, predicate, o => o == "value" ? column.Name : "", message, scope, effect);
            }
        }
    }
}
