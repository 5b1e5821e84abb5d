using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Why PostgreSQL refuses to add a foreign key, before it looks at any row (ATAddForeignKeyConstraint).</summary>
internal static class ForeignKeyErrors
{
    /// <summary>Types that one operator family compares with each other, so that a foreign key may go from any to any other of them (pg_amop).</summary>
    private static readonly ImmutableArray<HashSet<string>> Families =
    [
        new(StringComparer.Ordinal) { "int2", "int4", "int8" },
        new(StringComparer.Ordinal) { "float4", "float8" },
        new(StringComparer.Ordinal) { "text", "varchar", "name" },
        new(StringComparer.Ordinal) { "date", "timestamp", "timestamptz" },
        new(StringComparer.Ordinal) { "inet", "cidr" },
    ];

    /// <summary>Implicit casts of pg_cast to types outside of the family.</summary>
    private static readonly HashSet<(string From, string To)> Implicit =
    [
        ("int2", "numeric"), ("int4", "numeric"), ("int8", "numeric"),
        ("int2", "float4"), ("int4", "float4"), ("int8", "float4"), ("int2", "float8"), ("int4", "float8"), ("int8", "float8"),
        ("numeric", "float4"), ("numeric", "float8"),
        ("bpchar", "text"), ("bpchar", "varchar"), ("text", "bpchar"), ("varchar", "bpchar"),
        ("int2", "oid"), ("int4", "oid"), ("int8", "oid"), ("time", "timetz"), ("time", "interval"), ("varbit", "bit"), ("bit", "varbit"),
    ];

    /// <summary>Types that nothing outside of these lists is converted to implicitly.</summary>
    private static readonly HashSet<string> Listed = new(StringComparer.Ordinal)
    {
        "int2", "int4", "int8", "numeric", "float4", "float8", "text", "varchar", "bpchar", "bool", "uuid", "bytea", "date", "timestamp", "timestamptz", "jsonb",
    };

    /// <param name="created">The table when the statement creates it; null when it is there.</param>
    public static string? Of(RelationName table, ForeignKeyConstraint key, EffectScope scope, TableInfo? created = null)
    {
        var referenced = key.ReferencedTable.Equals(table) ? created ?? scope.Find(table) : scope.Find(key.ReferencedTable);
        if (scope.Catalog.Views.ContainsKey(key.ReferencedTable))
        {
            return $"referenced relation \"{key.ReferencedTable.Name}\" is not a table";
        }

        if (referenced is null)
        {
            return scope.Catalog.IsMissing(key.ReferencedTable) ? $"relation \"{key.ReferencedTable}\" does not exist" : null;
        }

        if (key.Columns.Any(c => IndexErrors.IsVirtual(table, c, scope)))
        {
            return "foreign key constraints on virtual generated columns are not supported";
        }

        return (created is null ? TableError(table, key, scope) : null)
            ?? ColumnError(table, key, created, scope)
            ?? PersistenceError(created ?? scope.Find(table), referenced)
            ?? KeyError(key, referenced, scope)
            ?? TypeError(key, created ?? scope.Find(table), referenced, scope);
    }

    private static string? TableError(RelationName table, ForeignKeyConstraint key, EffectScope scope)
    {
        if (scope.IsPartitioned(table))
        {
            if (scope.InSameAlter<AddConstraint>(table, static a => a.Only) is not null)
            {
                return $"cannot use ONLY for foreign key on partitioned table \"{table.Name}\" referencing relation \"{key.ReferencedTable.Name}\"";
            }

            if (key.NotValid && scope.Major < 18)
            {
                return $"cannot add NOT VALID foreign key on partitioned table \"{table.Name}\" referencing relation \"{key.ReferencedTable.Name}\"";
            }
        }

        return key.Name is { } name && scope.Find(table)?.Constraint(name) is not null && !scope.DropsConstraint(table, name)
            ? $"constraint \"{name}\" for relation \"{table.Name}\" already exists"
            : null;
    }

    private static string? ColumnError(RelationName table, ForeignKeyConstraint key, TableInfo? created, EffectScope scope)
    {
        foreach (var column in key.Columns)
        {
            if ((created is null ? scope.HasColumn(table, column) : created.HasColumn(column)) == false)
            {
                return $"column \"{column}\" referenced in foreign key constraint does not exist";
            }
        }

        foreach (var column in key.OnDeleteColumns)
        {
            if (!key.Columns.Contains(column, StringComparer.Ordinal))
            {
                return $"column \"{column}\" referenced in ON DELETE SET action must be part of foreign key";
            }
        }

        return null;
    }

    private static string? PersistenceError(TableInfo? table, TableInfo referenced) => (table?.Persistence, referenced.Persistence) switch
    {
        (TablePersistence.Permanent, not TablePersistence.Permanent) => "constraints on permanent tables may reference only permanent tables",
        (TablePersistence.Unlogged, TablePersistence.Temporary) => "constraints on unlogged tables may reference only permanent or unlogged tables",
        (TablePersistence.Temporary, not TablePersistence.Temporary) => "constraints on temporary tables may reference only temporary tables",
        _ => null,
    };

    /// <summary>transformFkeyCheckAttrs: a unique index over exactly these columns in any order, not partial, not deferrable.</summary>
    private static string? KeyError(ForeignKeyConstraint key, TableInfo referenced, EffectScope scope)
    {
        if (!referenced.IsComplete)
        {
            return null;
        }

        var columns = key.ReferencedColumns;
        if (columns.IsEmpty)
        {
            if (referenced.PrimaryKey is not { } primary || scope.DropsConstraint(referenced.Name, primary.Name))
            {
                return AddsKey(referenced.Name, scope) ? null : $"there is no primary key for referenced table \"{referenced.Name.Name}\"";
            }

            columns = primary.Columns;
        }

        foreach (var column in columns)
        {
            if (referenced.HasColumn(column) == false && scope.HasColumn(referenced.Name, column) != true)
            {
                return $"column \"{column}\" referenced in foreign key constraint does not exist";
            }
        }

        if (columns.Length != key.Columns.Length)
        {
            return "number of referencing and referenced columns for foreign key disagree";
        }

        return AddsKey(referenced.Name, scope) ? null : MatchError(key, columns, referenced, scope);
    }

    private static string? MatchError(ForeignKeyConstraint key, ImmutableArray<string> columns, TableInfo referenced, EffectScope scope)
    {
        var isDeferrable = false;
        foreach (var constraint in referenced.Constraints)
        {
            if (!AreSame(ConstraintReplay.KeyColumns(constraint), columns) || scope.DropsConstraint(referenced.Name, constraint.Name))
            {
                continue;
            }

            if (constraint is UniqueConstraint { WithoutOverlaps: true } or PrimaryKeyConstraint { WithoutOverlaps: true } && !key.HasPeriod)
            {
                return "foreign key must use PERIOD when referencing a primary key using WITHOUT OVERLAPS";
            }

            if (!constraint.Deferrable)
            {
                return null;
            }

            isDeferrable = true;
        }

        foreach (var index in referenced.Indexes)
        {
            if (index is { IsInvalid: false, HasExpressions: false, Definition: { Unique: true, Filter: null, Only: false } definition }
                && AreSame(ImmutableArray.CreateRange(definition.Keys, static k => k.Column!), columns))
            {
                return null;
            }
        }

        return isDeferrable
            ? $"cannot use a deferrable unique constraint for referenced table \"{referenced.Name.Name}\""
            : $"there is no unique constraint matching given keys for referenced table \"{referenced.Name.Name}\"";
    }

    /// <summary>A key that the same ALTER TABLE adds is there before its foreign keys are.</summary>
    private static bool AddsKey(RelationName table, EffectScope scope) =>
        scope.InSameAlter<AddConstraint>(table, static a => a.Constraint is PrimaryKeyConstraint or UniqueConstraint) is not null
        || scope.InSameAlter<AddColumn>(table, static a => a.Constraints.Any(static c => c is PrimaryKeyConstraint or UniqueConstraint)) is not null;

    private static string? TypeError(ForeignKeyConstraint key, TableInfo? table, TableInfo referenced, EffectScope scope)
    {
        var columns = key.ReferencedColumns.IsEmpty ? referenced.PrimaryKey?.Columns ?? [] : key.ReferencedColumns;
        for (var i = 0; i < key.Columns.Length && i < columns.Length; i++)
        {
            var name = key.Columns[i];
            if (table is not null && scope.InSameAlter<AlterColumnType>(table.Name, c => string.Equals(c.Column, name, StringComparison.Ordinal)) is not null)
            {
                continue;
            }

            var from = table?.Column(name)?.Type
                ?? (table is null ? null : scope.InSameAlter<AddColumn>(table.Name, a => string.Equals(a.Column.Name, name, StringComparison.Ordinal))?.Column.Type);
            if (from is not null && referenced.Column(columns[i])?.Type is { } to && !AreComparable(from, to))
            {
                return $"foreign key constraint \"{key.Name}\" cannot be implemented";
            }
        }

        return null;
    }

    private static bool AreComparable(SqlType from, SqlType to)
    {
        if (string.Equals(from.Name, to.Name, StringComparison.Ordinal) || from.IsArray || to.IsArray || !TypeNames.IsCore(from) || !TypeNames.IsCore(to)
            || !Listed.Contains(from.Name) || !Listed.Contains(to.Name))
        {
            return true;
        }

        foreach (var family in Families)
        {
            if (family.Contains(from.Name) && family.Contains(to.Name))
            {
                return true;
            }
        }

        return Implicit.Contains((from.Name, to.Name));
    }

    private static bool AreSame(ImmutableArray<string> a, ImmutableArray<string> b) =>
        a.Length == b.Length && a.All(c => b.Contains(c, StringComparer.Ordinal));
}
