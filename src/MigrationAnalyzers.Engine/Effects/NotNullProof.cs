using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>
/// Whether a column is known to hold no NULL, so that PostgreSQL need not read the rows: it is NOT NULL already, or (PostgreSQL 12 and later) a valid CHECK
/// constraint proves it.
/// </summary>
internal static class NotNullProof
{
    /// <summary>Locks the table and its partitions, and scans those for which there is no proof.</summary>
    public static void Require(RelationName table, string column, LockMode mode, EffectScope scope, EffectBuilder effect)
    {
        var descendants = scope.Reached(table);
        if (!scope.IsPartitioned(table) || descendants.IsEmpty)
        {
            effect.Lock(table, mode, WorkOn(table, table, column, scope, effect));
        }

        var scans = false;
        foreach (var descendant in descendants)
        {
            var work = scope.IsPartitioned(descendant) ? TableWork.None : WorkOn(table, descendant, column, scope, effect);
            effect.Lock(descendant, mode, work);
            scans |= work != TableWork.None;
        }

        if (!descendants.IsEmpty)
        {
            effect.Lock(table, mode, scans ? TableWork.Scan : TableWork.None);
        }
    }

    private static TableWork WorkOn(RelationName altered, RelationName table, string column, EffectScope scope, EffectBuilder effect)
    {
        if (IsAddedNotNull(altered, column, scope))
        {
            return TableWork.None;
        }

        if (scope.Find(table) is not { } info)
        {
            return TableWork.Scan;
        }

        // DROP NOT NULL in the same ALTER TABLE comes first.
        if (info.IsNotNull(column) == true
            && scope.InSameAlter<DropNotNull>(altered, d => string.Equals(d.Column, column, StringComparison.Ordinal)) is null)
        {
            return TableWork.None;
        }

        // PostgreSQL 18 validates the constraint that is there, and does not look for a proof then (ATExecSetNotNull).
        if (info.Constraints.Any(c => c is NotNullConstraint { NotValid: true } known && string.Equals(known.Column, column, StringComparison.Ordinal)))
        {
            return TableWork.Scan;
        }

        if (ProvingConstraint(info, altered, column, scope) is { } proof)
        {
            effect.ProvedBy ??= proof;
            return TableWork.None;
        }

        return TableWork.Scan;
    }

    private static bool IsAddedNotNull(RelationName table, string column, EffectScope scope) =>
        scope.InSameAlter<AddColumn>(
            table,
            a => string.Equals(a.Column.Name, column, StringComparison.Ordinal) && ColumnReplay.Normalize(a.Column).Nullable == false) is not null;

    /// <summary>DROP CONSTRAINT in the same ALTER TABLE comes first, wherever it is written: the proof is gone then.</summary>
    private static string? ProvingConstraint(TableInfo table, RelationName altered, string column, EffectScope scope)
    {
        foreach (var constraint in table.Constraints)
        {
            if (constraint is CheckConstraint { NotValid: false, NotEnforced: false } check
                && check.Expression.ProvesNotNull.Contains(column, StringComparer.Ordinal)
                && !scope.DropsConstraint(altered, constraint.Name))
            {
                return constraint.Name;
            }
        }

        return null;
    }
}
