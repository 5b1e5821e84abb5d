using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What is made of a type: columns, domains, attributes of composite types.</summary>
internal static class TypeDependents
{
    /// <summary>A column that holds values of the type inside others, or itself: find_composite_type_dependencies looks through arrays, domains and composite types.</summary>
    public static (RelationName Table, string Column)? ColumnOver(RelationName type, SchemaCatalog catalog)
    {
        foreach (var reached in Closure(type, catalog))
        {
            foreach (var column in catalog.ColumnsOfType(reached))
            {
                return column;
            }
        }

        return null;
    }

    /// <summary>
    /// The tables whose columns are of the domain or of domains over it (get_rels_with_domain), or the error that there is a column which holds its values inside
    /// others: an array, a composite type.
    /// </summary>
    public static (ImmutableArray<RelationName> Tables, string? Error) OfDomain(RelationName domain, SchemaCatalog catalog)
    {
        var tables = ImmutableArray.CreateBuilder<RelationName>();
        string? error = null;
        var domains = new List<RelationName> { domain };
        for (var i = 0; i < domains.Count; i++)
        {
            foreach (var (table, column) in catalog.ColumnsOfType(domains[i]))
            {
                if (catalog.Find(table)!.Column(column)!.Type!.IsArray)
                {
                    error ??= $"cannot alter type \"{domain.Name}\" because column \"{table.Name}.{column}\" uses it";
                }
                else if (catalog.Find(table) is { IsPartitioned: false } && !tables.Contains(table))
                {
                    tables.Add(table);
                }
            }

            foreach (var other in catalog.Domains.Values)
            {
                if (!CompositeReplay.IsOf(other.BaseType, domains[i]))
                {
                    continue;
                }

                if (!other.BaseType!.IsArray)
                {
                    domains.Add(other.Name);
                }
                else if (ColumnOver(other.Name, catalog) is { } column)
                {
                    error ??= $"cannot alter type \"{domain.Name}\" because column \"{column.Table.Name}.{column.Column}\" uses it";
                }
            }

            foreach (var composite in catalog.Composites.Values)
            {
                if (composite.Attributes.Any(a => CompositeReplay.IsOf(a.Type, domains[i])) && ColumnOver(composite.Name, catalog) is { } column)
                {
                    error ??= $"cannot alter type \"{domain.Name}\" because column \"{column.Table.Name}.{column.Column}\" uses it";
                }
            }
        }

        return (tables.ToImmutable(), error);
    }

    /// <summary>A column type of that name is the row type of the table, and not one of PostgreSQL's own types.</summary>
    public static bool IsRowType(RelationName table) => table.Schema is not (null or RelationName.DefaultSchema) || !TypeNames.IsCore(new SqlType(table.Name, [], 0));

    /// <summary>Something is made of the type, so that it cannot be dropped on its own.</summary>
    public static bool Any(RelationName type, SchemaCatalog catalog, Func<RelationName, bool> isDropped)
    {
        foreach (var (table, _) in catalog.ColumnsOfType(type))
        {
            if (catalog.Find(table) is { IsComplete: true } && !isDropped(table))
            {
                return true;
            }
        }

        return catalog.Domains.Values.Any(d => CompositeReplay.IsOf(d.BaseType, type) && !isDropped(d.Name))
            || catalog.Composites.Values.Any(c => c.Attributes.Any(a => CompositeReplay.IsOf(a.Type, type)) && !isDropped(c.Name))
            || catalog.TablesOf(type).Any(t => !isDropped(t));
    }

    /// <summary>What DROP ... CASCADE of the type locks: the tables that lose columns, the composite types that lose attributes, the tables of the type.</summary>
    public static void LockForDrop(RelationName type, EffectScope scope, EffectBuilder effect)
    {
        foreach (var (table, column) in scope.Catalog.ColumnsOfType(type))
        {
            if (scope.Find(table) is { PartitionOf: not null } or { Inherits.IsEmpty: false })
            {
                // The column goes with that of the parent.
                effect.Lock(table, LockMode.AccessExclusive);
                continue;
            }

            DropColumnEffects.Drop(new DropColumn(table, column) { Origin = scope.Statement.Origin, Cascade = true }, scope, effect);
        }

        foreach (var domain in scope.Catalog.Domains.Values)
        {
            if (CompositeReplay.IsOf(domain.BaseType, type))
            {
                LockForDrop(domain.Name, scope, effect);
            }
        }

        foreach (var composite in scope.Catalog.Composites.Values)
        {
            if (composite.Attributes.Any(a => CompositeReplay.IsOf(a.Type, type)))
            {
                effect.Lock(composite.Name, LockMode.AccessExclusive);
            }
        }

        foreach (var table in scope.Catalog.TablesOf(type))
        {
            TableEffects.Drop(new DropTable(table) { Origin = scope.Statement.Origin, Cascade = true }, scope, effect);
        }
    }

    /// <summary>The type is the domain, or a domain over it.</summary>
    public static bool IsOfDomain(SqlType? type, RelationName domain, SchemaCatalog catalog)
    {
        for (var depth = 0; type is { IsArray: false } && depth < 100; depth++)
        {
            if (CompositeReplay.IsOf(type, domain))
            {
                return true;
            }

            type = catalog.Domains.TryGetValue(new RelationName(type.Schema, type.Name), out var info) ? info.BaseType : null;
        }

        return false;
    }

    private static List<RelationName> Closure(RelationName type, SchemaCatalog catalog)
    {
        var reached = new List<RelationName> { type };
        for (var i = 0; i < reached.Count; i++)
        {
            var inner = reached[i];
            foreach (var name in catalog.Domains.Values.Where(d => CompositeReplay.IsOf(d.BaseType, inner)).Select(static d => d.Name)
                .Concat(catalog.Composites.Values.Where(c => c.Attributes.Any(a => CompositeReplay.IsOf(a.Type, inner))).Select(static c => c.Name)))
            {
                if (!reached.Contains(name))
                {
                    reached.Add(name);
                }
            }
        }

        return reached;
    }
}
