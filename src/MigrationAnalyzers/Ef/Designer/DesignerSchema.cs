using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Ef.Designer;

/// <summary>Makes the statements of a model: tables, then indexes, then foreign keys.</summary>
internal sealed class DesignerSchema
{
    /// <summary>PostgreSQL's NAMEDATALEN - 1. How EF shortens a longer name depends on other names, so those are left out.</summary>
    private const int MaxNameLength = 63;

    public static readonly Origin Origin = new(FrontEnd.MigrationBuilderCall, SourceLocation.None);

    private readonly IReadOnlyDictionary<string, DesignerEntity> _entities;
    private readonly Dictionary<RelationName, List<ColumnDefinition>> _columns = [];
    private readonly Dictionary<RelationName, List<ConstraintDefinition>> _constraints = [];
    private readonly Dictionary<RelationName, int> _sharing = [];
    private readonly List<MigrationOperation> _further = [];

    private DesignerSchema(IReadOnlyDictionary<string, DesignerEntity> entities) => _entities = entities;

    public static MigrationUnit Create(IReadOnlyList<DesignerEntity> entities, IReadOnlyDictionary<string, DesignerEntity> byName)
    {
        var schema = new DesignerSchema(byName);
        foreach (var entity in entities)
        {
            if (entity is { Owner: null, Base: null, Table: { } table })
            {
                schema._sharing[table] = schema._sharing.TryGetValue(table, out var others) ? others + 1 : 1;
            }
        }

        foreach (var entity in entities)
        {
            schema.AddTable(entity);
        }

        foreach (var entity in entities)
        {
            schema.AddIndexes(entity);
            schema.AddForeignKeys(entity);
        }

        var statements = ImmutableArray.CreateBuilder<MigrationStatement>();
        foreach (var table in schema._columns)
        {
            var constraints = schema._constraints.TryGetValue(table.Key, out var own) ? own : [];
            statements.Add(Statement(new CreateTable(table.Key, [.. table.Value], [.. constraints]) { Origin = Origin }));
        }

        foreach (var operation in schema._further)
        {
            statements.Add(Statement(operation));
        }

        return new MigrationUnit(MigrationDirection.Up, statements.ToImmutable());
    }

    private static MigrationStatement Statement(MigrationOperation operation) => new([operation], Origin);

    private void AddTable(DesignerEntity entity)
    {
        if (TableOf(entity) is not { } table || IsExcluded(entity))
        {
            return;
        }

        if (!_columns.TryGetValue(table, out var columns))
        {
            _columns.Add(table, columns = []);
            _constraints.Add(table, []);
        }

        // Not known: which of the columns this table has.
        if (!IsUnclear(entity))
        {
            foreach (var property in entity.Properties)
            {
                if (ColumnOf(entity, property) is { } column && !columns.Exists(c => string.Equals(c.Name, column.Name, StringComparison.Ordinal)))
                {
                    columns.Add(column);
                }
            }

            AddKeys(entity, table);
        }

        foreach (var check in entity.Checks)
        {
            _constraints[table].Add(check);
        }
    }

    private void AddKeys(DesignerEntity entity, RelationName table)
    {
        foreach (var key in entity.Keys)
        {
            var isOfOwner = key.IsPrimary && (_constraints[table].Exists(static c => c is PrimaryKeyConstraint) || (entity.Owner is { } owner && Nullable.Equals(TableOf(owner), table)));
            if (!isOfOwner && ColumnsOf(entity, key.Properties) is { } columns && (key.Name ?? Conventional(key.IsPrimary ? "PK" : "AK", table.Name, key.IsPrimary ? [] : columns)) is { } name)
            {
                _constraints[table].Add(key.IsPrimary ? new PrimaryKeyConstraint(columns) { Name = name } : new UniqueConstraint(columns) { Name = name });
            }
        }
    }

    private void AddIndexes(DesignerEntity entity)
    {
        if (TableOf(entity) is not { } table || IsUnclear(entity) || IsExcluded(entity))
        {
            return;
        }

        foreach (var index in entity.Indexes)
        {
            if (ColumnsOf(entity, index.Properties) is { IsEmpty: false } columns
                && ColumnsOf(entity, index.Included) is { } included
                && (index.Name ?? Conventional("IX", table.Name, columns)) is { } name)
            {
                var keys = ImmutableArray.CreateBuilder<IndexKey>(columns.Length);
                for (var i = 0; i < columns.Length; i++)
                {
                    keys.Add(new IndexKey(columns[i], null)
                    {
                        Descending = index.Descending is { } descending && (descending.IsEmpty || (i < descending.Length && descending[i])),
                        OperatorClass = i < index.Operators.Length ? index.Operators[i] : null,
                    });
                }

                _further.Add(index.Definition with { Table = table, Name = name, Keys = keys.MoveToImmutable(), Include = included });
            }
        }
    }

    private void AddForeignKeys(DesignerEntity entity)
    {
        foreach (var key in entity.ForeignKeys)
        {
            var dependent = Find(key.Dependent) ?? entity;
            var principal = Find(key.Principal) ?? (entity.Owner?.Name == key.Principal ? entity.Owner : null);
            if (principal is null || IsUnclear(dependent) || IsUnclear(principal) || IsExcluded(dependent)
                || TableOf(dependent) is not { } table || TableOf(principal) is not { } referenced
                || ColumnsOf(dependent, key.Properties) is not { IsEmpty: false } columns
                || ColumnsOf(principal, key.PrincipalProperties.IsEmpty ? PrimaryKeyOf(principal) : key.PrincipalProperties) is not { IsEmpty: false } target

                // Two entities in one table: there is nothing to refer to.
                || (table.Equals(referenced) && columns.SequenceEqual(target, StringComparer.Ordinal)))
            {
                continue;
            }

            if ((key.Name ?? Conventional("FK", table.Name + "_" + referenced.Name, columns)) is { } name)
            {
                _further.Add(new AddConstraint(table, new ForeignKeyConstraint(columns, referenced, target) { Name = name, OnDelete = key.OnDelete }) { Origin = Origin });
            }
        }
    }

    private DesignerEntity? Find(string name) => _entities.TryGetValue(name, out var entity) ? entity : null;

    private DesignerEntity? BaseOf(DesignerEntity entity) => entity.Base is { } name ? Find(name) : null;

    private RelationName? TableOf(DesignerEntity entity) =>
        entity.SaysTable ? entity.Table
        : BaseOf(entity) is { } parent ? TableOf(parent)
        : entity.Owner is { } owner ? TableOf(owner)
        : null;

    private bool IsUnclear(DesignerEntity entity) =>
        entity.IsUnclear || (BaseOf(entity) is { } parent && IsUnclear(parent)) || (entity.Owner is { } owner && IsUnclear(owner));

    private static bool IsExcluded(DesignerEntity entity) => entity.IsExcluded || (!entity.SaysTable && entity.Owner is { } owner && IsExcluded(owner));

    private ImmutableArray<string> PrimaryKeyOf(DesignerEntity entity)
    {
        foreach (var key in entity.Keys)
        {
            if (key.IsPrimary)
            {
                return key.Properties;
            }
        }

        return BaseOf(entity) is { } parent ? PrimaryKeyOf(parent) : [];
    }

    /// <summary>Null where one is not known.</summary>
    private ImmutableArray<string>? ColumnsOf(DesignerEntity entity, ImmutableArray<string> properties)
    {
        var columns = ImmutableArray.CreateBuilder<string>(properties.Length);
        foreach (var property in properties)
        {
            DesignerProperty? found = null;
            for (var current = entity; current is not null && found is null; current = BaseOf(current))
            {
                found = current.Property(property);
                if (found is not null && ColumnOf(current, found) is null)
                {
                    return null;
                }
            }

            if (found is null)
            {
                return null;
            }

            columns.Add(found.Column.Name);
        }

        return columns.MoveToImmutable();
    }

    /// <summary>The column in the entity's table; null where its name is not known.</summary>
    private ColumnDefinition? ColumnOf(DesignerEntity entity, DesignerProperty property)
    {
        var table = TableOf(entity);
        var sharesOwners = entity.Owner is { } owner && Nullable.Equals(TableOf(owner), table);
        if (sharesOwners)
        {
            // Without a name of its own the column is called after the navigation, or it is the owner's key.
            return property.IsNamed ? AsOptional(property.Column, surely: false) : null;
        }

        // One table for a hierarchy: rows of other types have NULL there, whatever the property says.
        if (BaseOf(entity) is { } parent && Nullable.Equals(TableOf(parent), table))
        {
            return AsOptional(property.Column, surely: true);
        }

        // One of several entities in a table may be missing in a row.
        return table is { } name && _sharing.TryGetValue(name, out var entities) && entities > 1 && !PrimaryKeyOf(entity).Contains(property.Name, StringComparer.Ordinal)
            ? AsOptional(property.Column, surely: false)
            : property.Column;
    }

    private static ColumnDefinition AsOptional(ColumnDefinition column, bool surely) =>
        column.Nullable == false ? column with { Nullable = surely ? true : null } : column;

    private static string? Conventional(string prefix, string table, ImmutableArray<string> columns)
    {
        var name = prefix + "_" + table + (columns.IsEmpty ? "" : "_" + string.Join("_", columns));
        return name.Length <= MaxNameLength ? name : null;
    }
}
