using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Errors of rows that the statements so far wrote. They are as certain as that nobody else changed the rows since.</summary>
internal static class KnownRowErrors
{
    /// <summary>A row that is NULL in the column.</summary>
    public static void NotNull(RelationName altered, RelationName table, string column, string message, EffectScope scope, EffectBuilder effect)
    {
        if (IsKept(altered, column, scope) && RowsOf(table, scope).Sure.Any(row => row.TryGetValue(column, out var value) && value is null))
        {
            effect.FailsWithRows(new RowError(message, [table], 1) { IsWitnessed = true });
        }
    }

    /// <summary>A row for which the condition is false.</summary>
    public static void Condition(
        RelationName altered, RelationName table, Predicate condition, Func<string, string> columnOf, string message, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Find(table) is not { } info)
        {
            return;
        }

        foreach (var row in RowsOf(table, scope).Sure)
        {
            var known = new KnownCondition(operand => columnOf(operand) is var column && IsKept(altered, column, scope) && row.TryGetValue(column, out var value)
                ? new KnownValue(value, value?.Type ?? info.Column(column)?.Type?.Name)
                : null);
            if (known.Evaluate(condition) == ConditionResult.False)
            {
                effect.FailsWithRows(new RowError(message, [table], 1) { IsWitnessed = true });
                return;
            }
        }
    }

    /// <summary>Two rows that are equal in the columns.</summary>
    public static void Unique(RelationName table, ImmutableArray<string> columns, string message, bool nullsNotDistinct, EffectScope scope, EffectBuilder effect)
    {
        if (columns.IsEmpty || !columns.All(c => IsKept(table, c, scope)))
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in RowsOf(table, scope).Sure)
        {
            if (KeyOf(row, columns) is { } key && (nullsNotDistinct || !HasNull(row, columns)) && !seen.Add(key))
            {
                effect.FailsWithRows(new RowError(message, [table], 2) { IsWitnessed = true });
                return;
            }
        }
    }

    /// <summary>A row whose values no row of the referenced table has: all of its rows must be known for that.</summary>
    public static void ForeignKey(RelationName table, ForeignKeyConstraint key, EffectScope scope, EffectBuilder effect)
    {
        var referenced = key.ReferencedColumns.IsEmpty ? scope.Find(key.ReferencedTable)?.PrimaryKey?.Columns ?? [] : key.ReferencedColumns;
        if (key.HasPeriod || key.Columns.IsEmpty || referenced.Length != key.Columns.Length || !scope.Catalog.IsWhole || !key.Columns.All(c => IsKept(table, c, scope)))
        {
            return;
        }

        for (var i = 0; i < referenced.Length; i++)
        {
            if (!AreComparable(scope.Find(table)?.Column(key.Columns[i])?.Type, scope.Find(key.ReferencedTable)?.Column(referenced[i])?.Type))
            {
                return;
            }
        }

        if (KeysOf(key.ReferencedTable, referenced, scope) is { } present
            && RowsOf(table, scope).Sure.Any(row => KeyOf(row, key.Columns) is { } value && !HasNull(row, key.Columns) && !present.Contains(value)))
        {
            effect.FailsWithRows(new RowError(Message(table, key), [table], 1) { IsWitnessed = true });
        }
    }

    /// <summary>Each row of the table gets the default of the new column, which no row of the referenced table has.</summary>
    public static void ForeignKeyOfDefault(AddColumn add, ForeignKeyConstraint key, EffectScope scope, EffectBuilder effect)
    {
        var referenced = key.ReferencedColumns.IsEmpty ? scope.Find(key.ReferencedTable)?.PrimaryKey?.Columns ?? [] : key.ReferencedColumns;
        if (key.HasPeriod || referenced.Length != 1 || !scope.Catalog.IsWhole || add.Column.Default?.Constant is not { } constant
            || !AreComparable(add.Column.Type, scope.Find(key.ReferencedTable)?.Column(referenced[0])?.Type)
            || RowValues.Stored(constant, add.Column.Type, scope.Catalog) is not { } value
            || KeysOf(key.ReferencedTable, referenced, scope) is not { } present)
        {
            return;
        }

        var row = new Dictionary<string, PredicateConstant?>(StringComparer.Ordinal) { [add.Column.Name] = value };
        if (!present.Contains(KeyOf(row, [add.Column.Name])!))
        {
            var tables = scope.Reached(add.Table).Insert(0, add.Table);
            effect.FailsWithRows(new RowError(Message(add.Table, key), tables, 1) { IsWitnessed = tables.Any(t => RowsOf(t, scope).Sure.Count > 0) });
        }
    }

    private static string Message(RelationName table, ForeignKeyConstraint key) =>
        $"insert or update on table \"{table.Name}\" violates foreign key constraint \"{key.Name}\"";

    /// <summary>The keys that a table holds; null where they are not all known.</summary>
    private static HashSet<string>? KeysOf(RelationName table, ImmutableArray<string> columns, EffectScope scope)
    {
        var rows = RowsOf(table, scope);
        if (!rows.AreAll)
        {
            return null;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows.Sure.Concat(rows.Possible))
        {
            if (KeyOf(row, columns) is not { } key)
            {
                return null;
            }

            keys.Add(key);
        }

        return keys;
    }

    private static TableRows RowsOf(RelationName table, EffectScope scope) => TableRows.Of(table, scope.Catalog);

    /// <summary>The ALTER TABLE neither adds the column nor converts it, so that the rows still hold what they held.</summary>
    private static bool IsKept(RelationName altered, string column, EffectScope scope) =>
        ColumnErrors.Added(altered, column, scope) is null
        && scope.InSameAlter<AlterColumnType>(altered, a => string.Equals(a.Column, column, StringComparison.Ordinal)) is null;

    /// <summary>Equal for equal values, as <see cref="RowValues.Stored"/> writes them in one way; null where a value is not known.</summary>
    private static string? KeyOf(Dictionary<string, PredicateConstant?> row, ImmutableArray<string> columns)
    {
        var parts = new string[columns.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!row.TryGetValue(columns[i], out var value))
            {
                return null;
            }

            parts[i] = value is { Text: var text } ? "=" + text : "";
        }

        return string.Join("\0", parts);
    }

    private static bool HasNull(Dictionary<string, PredicateConstant?> row, ImmutableArray<string> columns) => columns.Any(c => row[c] is null);

    /// <summary>Values that are written differently surely differ: of text that depends on the collation.</summary>
    private static bool AreComparable(SqlType? a, SqlType? b) =>
        a is { IsArray: false, Schema: null } && b is { IsArray: false, Schema: null }
        && ((a.Name is "int2" or "int4" or "int8" && b.Name is "int2" or "int4" or "int8") || (a.Name is "uuid" or "date" or "bool" && a.Name == b.Name));
}
