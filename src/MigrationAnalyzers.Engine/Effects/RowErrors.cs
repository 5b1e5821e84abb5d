using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Errors that depend on whether there are rows, where what the rows hold is known.</summary>
internal static class RowErrors
{
    /// <summary>NOT NULL for a column that was added without a value: it fails as soon as there is a row, in the table or in one that gets the constraint with it.</summary>
    public static void NotNull(RelationName table, string column, EffectScope scope, EffectBuilder effect)
    {
        var message = $"column \"{column}\" of relation \"{table.Name}\" contains null values";
        var tables = ImmutableArray.CreateBuilder<RelationName>();
        foreach (var relation in scope.Reached(table).Insert(0, table))
        {
            KnownRowErrors.NotNull(table, relation, column, message, scope, effect);
            if (IsNull(table, relation, column, scope))
            {
                tables.Add(relation);
            }
        }

        if (tables.Count > 0)
        {
            effect.FailsWithRows(new RowError(message, tables.ToImmutable(), 1));
        }
    }

    /// <summary>A unique index over columns that have the same values in all rows: it fails as soon as there are two.</summary>
    public static void Unique(
        RelationName table, ImmutableArray<string> columns, string? index, bool nullsNotDistinct, EffectScope scope, EffectBuilder effect)
    {
        var message = index is null ? "could not create unique index" : $"could not create unique index \"{index}\"";
        KnownRowErrors.Unique(table, columns, message, nullsNotDistinct, scope, effect);
        foreach (var column in columns)
        {
            var isNull = IsNull(table, table, column, scope);
            if (!(isNull ? nullsNotDistinct : IsUniform(table, column, scope)))
            {
                return;
            }
        }

        if (!columns.IsEmpty)
        {
            effect.FailsWithRows(new RowError(message, [table], 2));
        }
    }

    /// <summary>A CHECK over columns of which the value in all rows is known: it is false for each of them.</summary>
    public static void Check(RelationName table, CheckConstraint check, EffectScope scope, EffectBuilder effect)
    {
        if (check is { NotValid: true } or { NotEnforced: true } || check.Expression.Predicate is not { } predicate)
        {
            return;
        }

        var message = $"check constraint \"{check.Name}\" of relation \"{table.Name}\" is violated by some row";
        var tables = ImmutableArray.CreateBuilder<RelationName>();
        foreach (var relation in check.NoInherit ? [table] : scope.Reached(table).Insert(0, table))
        {
            KnownRowErrors.Condition(table, relation, predicate, static o => o, message, scope, effect);
            if (new KnownCondition(column => ValueOf(table, relation, column, scope)).Evaluate(predicate) == ConditionResult.False)
            {
                tables.Add(relation);
            }
        }

        if (tables.Count > 0)
        {
            effect.FailsWithRows(new RowError(message, tables.ToImmutable(), 1));
        }
    }

    /// <summary>VALIDATE CONSTRAINT: the rows that were there before the constraint.</summary>
    public static void Validate(RelationName table, ConstraintDefinition constraint, EffectScope scope, EffectBuilder effect)
    {
        switch (constraint)
        {
            case NotNullConstraint notNull:
                NotNull(table, notNull.Column, scope, effect);
                break;
            case CheckConstraint check:
                Check(table, check with { NotValid = false }, scope, effect);
                break;
        }
    }

    public static void UniqueIndex(CreateIndex create, EffectScope scope, EffectBuilder effect)
    {
        if (create is not { Unique: true, Filter: null })
        {
            return;
        }

        var columns = ImmutableArray.CreateBuilder<string>(create.Keys.Length);
        foreach (var key in create.Keys)
        {
            if (key.Column is not { } column)
            {
                return;
            }

            columns.Add(column);
        }

        Unique(create.Table, columns.ToImmutable(), create.Name, create.NullsNotDistinct, scope, effect);
    }

    private static KnownValue? ValueOf(RelationName altered, RelationName table, string column, EffectScope scope)
    {
        var type = (ColumnErrors.Added(altered, column, scope)?.Column ?? scope.Find(table)?.Column(column))?.Type?.Name;
        if (IsNull(altered, table, column, scope))
        {
            return new KnownValue(null, type);
        }

        var rows = ColumnErrors.Added(altered, column, scope) is { } added ? After(table, added, scope) : IsConverted(altered, column, scope) ? null : scope.Find(table)?.Rows;
        return rows is not null && rows.Values.TryGetValue(column, out var constant) ? new KnownValue(constant, type) : null;
    }

    /// <summary>The column has no value in any row when the ALTER TABLE verifies them.</summary>
    private static bool IsNull(RelationName altered, RelationName table, string column, EffectScope scope) =>
        ColumnErrors.Added(altered, column, scope) is { } added
            ? After(table, added, scope).IsNull(column)
            : scope.Find(table) is { } known && known.Rows.IsNull(column) && !IsConverted(altered, column, scope);

    private static bool IsUniform(RelationName table, string column, EffectScope scope) =>
        ColumnErrors.Added(table, column, scope) is { } added
            ? After(table, added, scope).IsSame(column)
            : scope.Find(table) is { } known && known.Rows.IsSame(column) && !IsConverted(table, column, scope);

    private static KnownRows After(RelationName table, AddColumn add, EffectScope scope) =>
        RowReplay.AddColumn(scope.Catalog, new TableInfo(table), add.Column).Rows;

    private static bool IsConverted(RelationName table, string column, EffectScope scope) =>
        scope.InSameAlter<AlterColumnType>(table, a => a.Using is not null && string.Equals(a.Column, column, StringComparison.Ordinal)) is not null;
}
