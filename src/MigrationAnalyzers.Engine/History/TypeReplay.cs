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
                    add.Type, type with { Labels = type.Labels.Add(add.Label), UncommittedLabels = type.UncommittedLabels.Add(add.Label) }),
            };
    }

    public static SchemaCatalog RenameLabel(SchemaCatalog catalog, RenameEnumValue rename)
    {
        var type = catalog.Enums.TryGetValue(rename.Type, out var known) ? known : new EnumInfo(rename.Type);
        return catalog with { Enums = catalog.Enums.SetItem(rename.Type, type with { Labels = type.Labels.Remove(rename.Label).Add(rename.NewLabel) }) };
    }

    public static SchemaCatalog CreateDomain(SchemaCatalog catalog, CreateDomain create) => catalog with
    {
        Domains = catalog.Domains.SetItem(create.Domain, new DomainInfo(create.Domain, create.BaseType)
        {
            IsConstrained = create.NotNull || !create.Checks.IsEmpty,
            Default = create.Default,
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
            "AddConstraint" or "SetNotNull" => catalog with { Domains = catalog.Domains.SetItem(alter.Domain, domain with { IsConstrained = true }) },
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

        return catalog with { Functions = catalog.Functions.SetItem(create.Function, volatility) };
    }

    /// <summary>CASCADE drops the columns of that type.</summary>
    public static SchemaCatalog Drop(SchemaCatalog catalog, RelationName type, bool cascade)
    {
        catalog = catalog with { Enums = catalog.Enums.Remove(type), Domains = catalog.Domains.Remove(type) };
        foreach (var (table, column) in cascade ? catalog.ColumnsOfType(type) : [])
        {
            catalog = ColumnReplay.Drop(catalog, table, column, cascade: true);
        }

        return catalog;
    }

    private static SchemaCatalog Touch(SchemaCatalog catalog, RelationName type) =>
        catalog with { Session = catalog.Session with { TouchedEnums = catalog.Session.TouchedEnums.Add(type) } };
}
