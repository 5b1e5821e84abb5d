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

    public static SchemaCatalog CreateDomain(SchemaCatalog catalog, CreateDomain create) => catalog with
    {
        Domains = catalog.Domains.SetItem(create.Domain, new DomainInfo(create.Domain, create.BaseType)
        {
            IsConstrained = create.NotNull || !create.Checks.IsEmpty,
            Default = create.Default,
            Checks = create.Checks,
            IsNotNull = create.NotNull,
            ConstraintNames = create.CheckNames.Contains("") || create.CheckNames.Length != create.Checks.Length ? null : create.CheckNames,
        }),
    };

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
                    IsNotNull = domain.IsNotNull || alter.IsNotNull || string.Equals(alter.Command, "SetNotNull", StringComparison.Ordinal),
                    ConstraintNames = string.Equals(alter.Command, "SetNotNull", StringComparison.Ordinal) ? domain.ConstraintNames
                        : alter.Name is { } name ? domain.ConstraintNames?.Add(name)
                        : null,
                }),
            },
            "DropDefault" => catalog with { Domains = catalog.Domains.SetItem(alter.Domain, domain with { Default = null }) },

            // Which constraints are left, and what the default is now, the operation does not tell.
            "DropConstraint" or "DropNotNull" or "SetDefault" => catalog with { Domains = catalog.Domains.Remove(alter.Domain) },
            _ => catalog,
        };
    }

    public static SchemaCatalog CreateFunction(SchemaCatalog catalog, CreateFunction create)
    {
        // The planner replaces a call of an SQL function by its body where it can, and looks at that: VOLATILE, which is also what no word means, says little.
        var volatility = create is { Volatility: Volatility.Volatile, Language: "sql" } ? Volatility.Unknown : create.Volatility ?? Volatility.Unknown;

        // A second function of that name replaces the first or overloads it: which one a call means is known only when both agree.
        if (catalog.Functions.TryGetValue(create.Function, out var before) && before != volatility)
        {
            volatility = Volatility.Unknown;
        }

        return catalog with
        {
            Functions = catalog.Functions.SetItem(create.Function, volatility),
            OverloadedFunctions = catalog.Functions.ContainsKey(create.Function) ? catalog.OverloadedFunctions.Add(create.Function) : catalog.OverloadedFunctions,
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
