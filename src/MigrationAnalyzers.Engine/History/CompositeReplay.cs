using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>Composite types, and types that get another name.</summary>
internal static class CompositeReplay
{
    public static SchemaCatalog Create(SchemaCatalog catalog, CreateCompositeType create) =>
        catalog with { Composites = catalog.Composites.SetItem(create.Type, new CompositeInfo(create.Type, create.Attributes)) };

    /// <summary>With CASCADE the tables of that type change with it.</summary>
    public static SchemaCatalog Alter(SchemaCatalog catalog, AlterCompositeType alter)
    {
        if (catalog.Composites.TryGetValue(alter.Type, out var type))
        {
            catalog = catalog with { Composites = catalog.Composites.SetItem(alter.Type, type with { Attributes = Change(type.Attributes, alter) }) };
        }

        foreach (var table in catalog.TablesOf(alter.Type))
        {
            catalog = CatalogReplay.Change(catalog, table, t => t with { Columns = Change(t.Columns, alter) });
        }

        return catalog;
    }

    public static SchemaCatalog Rename(SchemaCatalog catalog, RenameType rename)
    {
        var (from, to) = (rename.Type, rename.NewType);
        if (catalog.Enums.TryGetValue(from, out var type))
        {
            catalog = catalog with
            {
                Enums = catalog.Enums.Remove(from).SetItem(to, type with { Name = to }),
                Session = catalog.Session.TouchedEnums.Contains(from)
                    ? catalog.Session with { TouchedEnums = catalog.Session.TouchedEnums.Add(to) }
                    : catalog.Session,
            };
        }

        if (catalog.Domains.TryGetValue(from, out var domain))
        {
            catalog = catalog with { Domains = catalog.Domains.Remove(from).SetItem(to, domain with { Name = to }) };
        }

        if (catalog.Composites.TryGetValue(from, out var composite))
        {
            catalog = catalog with { Composites = catalog.Composites.Remove(from).SetItem(to, composite with { Name = to }) };
        }

        foreach (var other in catalog.Domains.Values)
        {
            if (IsOf(other.BaseType, from))
            {
                catalog = catalog with { Domains = catalog.Domains.SetItem(other.Name, other with { BaseType = Renamed(other.BaseType, from, to) }) };
            }
        }

        foreach (var other in catalog.Composites.Values)
        {
            catalog = catalog with { Composites = catalog.Composites.SetItem(other.Name, other with { Attributes = Renamed(other.Attributes, from, to) }) };
        }

        foreach (var (table, _) in catalog.ColumnsOfType(from))
        {
            catalog = CatalogReplay.ChangeOne(catalog, table, t => t with { Columns = Renamed(t.Columns, from, to) });
        }

        foreach (var table in catalog.TablesOf(from))
        {
            catalog = CatalogReplay.ChangeOne(catalog, table, t => t with { OfType = to });
        }

        return catalog;
    }

    /// <summary>The type itself, or an array of it.</summary>
    public static bool IsOf(SqlType? type, RelationName name) => type is not null && new RelationName(type.Schema, type.Name).Equals(name);

    private static ImmutableArray<ColumnDefinition> Renamed(ImmutableArray<ColumnDefinition> columns, RelationName from, RelationName to) =>
        ImmutableArray.CreateRange(columns, c => IsOf(c.Type, from) ? c with { Type = Renamed(c.Type, from, to) } : c);

    private static SqlType? Renamed(SqlType? type, RelationName from, RelationName to) =>
        IsOf(type, from) ? type! with { Name = to.Name, Schema = to.Schema } : type;

    private static ImmutableArray<ColumnDefinition> Change(ImmutableArray<ColumnDefinition> attributes, AlterCompositeType alter) => alter.Change switch
    {
        AttributeChange.Add => attributes.Add(new ColumnDefinition(alter.Attribute, alter.NewType) { Nullable = true }),
        AttributeChange.Drop => attributes.RemoveAll(a => string.Equals(a.Name, alter.Attribute, StringComparison.Ordinal)),
        AttributeChange.ChangeType => ColumnReplay.ChangeColumn(attributes, alter.Attribute, a => a with { Type = alter.NewType }),
        AttributeChange.Rename => ColumnReplay.ChangeColumn(attributes, alter.Attribute, a => a with { Name = alter.NewName! }),
        _ => throw new ArgumentOutOfRangeException(nameof(alter), alter.Change, null),
    };
}
