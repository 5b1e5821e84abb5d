using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>Enums, domains and functions.</summary>
internal static class TypeReplay
{
    public static SchemaCatalog CreateEnum(SchemaCatalog catalog, CreateEnum create) => Touch(catalog, create.Type) with
    {
        Enums = catalog.Enums.SetItem(create.Type, new EnumInfo(create.Type) { Labels = create.Labels, IsComplete = true, IsCreatedInTransaction = true }),
    };

    public static SchemaCatalog AddLabel(SchemaCatalog catalog, AddEnumValue add)
    {
        var type = catalog.Enums.TryGetValue(add.Type, out var known) ? known : new EnumInfo(add.Type);
        return type.Labels.Contains(add.Label, StringComparer.Ordinal)
            ? catalog
            : Touch(catalog, add.Type) with
            {
                Enums = catalog.Enums.SetItem(
                    add.Type, type with { Labels = type.Labels.Add(add.Label), UncommittedLabels = MayExist(add, type) ? type.UncommittedLabels : type.UncommittedLabels.Add(add.Label) }),
            };
    }

    public static SchemaCatalog RenameLabel(SchemaCatalog catalog, RenameEnumValue rename)
    {
        var type = catalog.Enums.TryGetValue(rename.Type, out var known) ? known : new EnumInfo(rename.Type);
        return catalog with { Enums = catalog.Enums.SetItem(rename.Type, type with
            {
                Labels = type.Labels.Remove(rename.Label).Add(rename.NewLabel),
                UncommittedLabels = type.UncommittedLabels.Contains(rename.Label, StringComparer.Ordinal)
                    ? type.UncommittedLabels.Remove(rename.Label).Add(rename.NewLabel)
                    : type.UncommittedLabels,
            }) };
    }

    public static SchemaCatalog CreateDomain(SchemaCatalog catalog, CreateDomain create)
    {
        // A domain made from another has that one's constraints, and its default unless it has its own (DefineDomain, DomainHasConstraints).
        var parent = create.BaseType is { IsArray: false } type && catalog.Domains.TryGetValue(new RelationName(type.Schema, type.Name), out var known) ? known : null;
        return catalog with
        {
            Domains = catalog.Domains.SetItem(create.Domain, new DomainInfo(create.Domain, create.BaseType)
            {
                IsConstrained = create.NotNull || !create.Checks.IsEmpty || parent is { IsConstrained: true },
                IsNotNull = create.NotNull || parent is { IsNotNull: true },
                Default = create.Default ?? parent?.Default,
                Checks = create.Checks,
                ConstraintNames = NamesOf(create),
            }),
        };
    }

    public static SchemaCatalog AlterDomain(SchemaCatalog catalog, AlterDomain alter)
    {
        if (!catalog.Domains.TryGetValue(alter.Domain, out var domain))
        {
            return catalog;
        }

        return alter.Command switch
        {
            "AddConstraint" or "SetNotNull" => catalog with
            {
                Domains = catalog.Domains.SetItem(alter.Domain, domain with
                {
                    IsConstrained = true,
                    Checks = alter.Check is { } check ? domain.Checks.Add(check) : domain.Checks,
                    IsNotNull = domain.IsNotNull || alter.IsNotNull || string.Equals(alter.Command, "SetNotNull", StringComparison.Ordinal),
                    ConstraintNames = string.Equals(alter.Command, "SetNotNull", StringComparison.Ordinal) ? domain.ConstraintNames
                        : alter.IsNotNull ? domain.ConstraintNames
                        : domain.ConstraintNames is { } names ? names.Add(alter.Name ?? NextName(alter.Domain.Name, names))
                        : null,
                }),
            },
            "DropDefault" => catalog with { Domains = catalog.Domains.SetItem(alter.Domain, domain with { Default = null }) },

            "SetDefault" => catalog with { Domains = catalog.Domains.SetItem(alter.Domain, domain with { Default = alter.Default }) },

            "DropNotNull" => catalog with { Domains = catalog.Domains.SetItem(alter.Domain, Without(domain with { IsNotNull = false }, catalog)) },
            "DropConstraint" when alter.Name is { } dropped && domain.ConstraintNames is { } known && known.IndexOf(dropped) is >= 0 and var at && known.Length == domain.Checks.Length =>
                catalog with
                {
                    Domains = catalog.Domains.SetItem(
                        alter.Domain, Without(domain with { ConstraintNames = known.RemoveAt(at), Checks = domain.Checks.RemoveAt(at) }, catalog)),
                },

            // Which constraints are left the operation does not tell.
            "DropConstraint" when !alter.IfExists => catalog with { Domains = catalog.Domains.Remove(alter.Domain), IsWhole = false },
            _ => catalog,
        };
    }

    /// <summary>What is left of a domain's constraints, and those of the domain that it is made from.</summary>
    private static DomainInfo Without(DomainInfo domain, SchemaCatalog catalog)
    {
        var parent = domain.BaseType is { IsArray: false } type && catalog.Domains.TryGetValue(new RelationName(type.Schema, type.Name), out var known) ? known : null;
        return domain with
        {
            IsNotNull = domain.IsNotNull || parent is { IsNotNull: true },
            IsConstrained = domain.IsNotNull || !domain.Checks.IsEmpty || parent is { IsConstrained: true },
        };
    }

    /// <summary>ChooseConstraintName: d_check, d_check1.</summary>
    private static ImmutableArray<string> NamesOf(CreateDomain create)
    {
        var names = create.CheckNames.Length == create.Checks.Length ? create.CheckNames : [.. create.Checks.Select(static _ => "")];
        for (var i = 0; i < names.Length; i++)
        {
            names = names[i].Length > 0 ? names : names.SetItem(i, NextName(create.Domain.Name, names));
        }

        return names;
    }

    private static string NextName(string domain, ImmutableArray<string> taken)
    {
        var name = domain + "_check";
        for (var i = 1; taken.Contains(name, StringComparer.Ordinal); i++)
        {
            name = domain + "_check" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return name;
    }

    public static SchemaCatalog CreateFunction(SchemaCatalog catalog, CreateFunction create)
    {
        var function = new FunctionInfo(FunctionVolatility.Of(create, catalog), create.Arguments)
        {
            IsForTriggers = create.ReturnsTrigger,
            Operations = create.Operations,
            DependsOn = create.HasParsedBody ? [.. create.Reads.Union(create.Writes)] : [],
        };

        // A second function of that name with the same arguments replaces the first. Others overload it: which one a call means is known only when they agree.
        if (catalog.Functions.TryGetValue(create.Function, out var before)
            && (before.Arguments is null || !string.Equals(before.Arguments, function.Arguments, StringComparison.Ordinal)))
        {
            function = new FunctionInfo(before.Volatility == function.Volatility ? function.Volatility : Volatility.Unknown, null);
        }

        return catalog with
        {
            Functions = catalog.Functions.SetItem(create.Function, function),
            OverloadedFunctions = catalog.Functions.ContainsKey(create.Function) ? catalog.OverloadedFunctions.Add(create.Function) : catalog.OverloadedFunctions,
        };
    }

    public static SchemaCatalog AlterFunction(SchemaCatalog catalog, AlterFunction alter)
    {
        if (alter.Volatility is not { } volatility || !catalog.Functions.TryGetValue(alter.Function, out var before))
        {
            return catalog;
        }

        // An SQL function counts as what its body is, and what that was is not kept; of several functions of one name another may be meant.
        var isKnown = before.Arguments is not null && volatility != Volatility.Volatile
            && (alter.Arguments is null || string.Equals(alter.Arguments, before.Arguments, StringComparison.Ordinal));
        return catalog with
        {
            Functions = catalog.Functions.SetItem(alter.Function, before with { Volatility = isKnown ? volatility : Volatility.Unknown }),
        };
    }

    /// <summary>CASCADE drops the columns of that type.</summary>
    public static SchemaCatalog Drop(SchemaCatalog catalog, RelationName type, bool cascade)
    {
        foreach (var domain in cascade ? catalog.Domains.Values : [])
        {
            if (CompositeReplay.IsOf(domain.BaseType, type) && !domain.Name.Equals(type))
            {
                catalog = Drop(catalog, domain.Name, cascade);
            }
        }

        foreach (var table in cascade ? catalog.TablesOf(type) : [])
        {
            catalog = TableReplay.Drop(catalog, table, cascade);
        }

        catalog = catalog with
        {
            Enums = catalog.Enums.Remove(type),
            Domains = catalog.Domains.Remove(type),
            Composites = catalog.Composites.Remove(type),
        };
        foreach (var (table, column) in cascade ? catalog.ColumnsOfType(type) : [])
        {
            catalog = ColumnReplay.Drop(catalog, table, column, cascade: true);
        }

        return catalog;
    }

    /// <summary>IF NOT EXISTS, where not all labels are known: it may have been there.</summary>
    private static bool MayExist(AddEnumValue add, EnumInfo type) => add.IfNotExists && !type.IsComplete;

    private static SchemaCatalog Touch(SchemaCatalog catalog, RelationName type) =>
        catalog with { Session = catalog.Session with { TouchedEnums = catalog.Session.TouchedEnums.Add(type) } };
}
