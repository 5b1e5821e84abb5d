using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>
/// A foreign key over the column is made anew, under ACCESS EXCLUSIVE on both tables, and verified anew unless the comparison of both sides stays the same
/// (TryReuseForeignKey).
/// </summary>
internal static class TypeChangeForeignKeys
{
    public static void Describe(AlterColumnType change, TypeConversion conversion, EffectScope scope, EffectBuilder effect)
    {
        foreach (var constraint in scope.Find(change.Table)?.Constraints ?? [])
        {
            if (constraint is ForeignKeyConstraint key && key.Columns.Contains(change.Column, StringComparer.Ordinal) && !scope.DropsConstraint(change.Table, key.Name))
            {
                // One that is not enforced has no triggers on the other table, which are dropped.
                scope.LockTree(effect, key.ReferencedTable, key.NotEnforced ? LockMode.ShareRowExclusive : LockMode.AccessExclusive);
                effect.Lock(change.Table, LockMode.AccessExclusive, Compare(change.Table, key, conversion, scope, effect));
            }
        }

        foreach (var reference in scope.Catalog.ForeignKeysTo(change.Table))
        {
            var key = reference.ForeignKey;
            if (key.ReferencedColumns.Contains(change.Column, StringComparer.Ordinal) && !scope.DropsConstraint(reference.Table, key.Name))
            {
                scope.LockTree(effect, reference.Table, LockMode.AccessExclusive);
                effect.Lock(reference.Table, LockMode.AccessExclusive, Compare(reference.Table, key, conversion, scope, effect));
            }
        }
    }

    private static TableWork Compare(RelationName table, ForeignKeyConstraint key, TypeConversion conversion, EffectScope scope, EffectBuilder effect)
    {
        var isSame = conversion.Cost.Cost != TypeChangeCost.Rewrite;
        for (var i = 0; i < key.Columns.Length; i++)
        {
            if (i >= key.ReferencedColumns.Length
                || scope.Find(table)?.Column(key.Columns[i])?.Type is not { } referencing
                || scope.Find(key.ReferencedTable)?.Column(key.ReferencedColumns[i])?.Type is not { } referenced)
            {
                isSame &= conversion.Cost.Cost == TypeChangeCost.Nothing;
                continue;
            }

            var newReferencing = NewType(table, key.Columns[i], scope) ?? referencing;
            var newReferenced = NewType(key.ReferencedTable, key.ReferencedColumns[i], scope) ?? referenced;
            if (IsUnknown(newReferencing, scope) || IsUnknown(newReferenced, scope) || IsUnknown(referencing, scope) || IsUnknown(referenced, scope))
            {
                isSame &= conversion.Cost.Cost == TypeChangeCost.Nothing;
                continue;
            }

            var now = OperatorOf(newReferencing, newReferenced, scope);
            if (now is null)
            {
                effect.Error ??= $"foreign key constraint \"{key.Name}\" cannot be implemented";
            }

            isSame &= now == OperatorOf(referencing, referenced, scope);
        }

        return isSame || key.NotValid || key.NotEnforced ? TableWork.None : TableWork.ForeignKeyScan;
    }

    private static string? OperatorOf(SqlType referencing, SqlType referenced, EffectScope scope) =>
        OperatorClasses.ForeignKeyOperator(ResolvedType.Of(referencing, scope.Catalog), ResolvedType.Of(referenced, scope.Catalog), scope.Major);

    private static bool IsUnknown(SqlType type, EffectScope scope) =>
        ResolvedType.Of(type, scope.Catalog) is var resolved && (resolved.Unknown is not null || TypeNames.IsOfOtherExtension(resolved.Base));

    private static SqlType? NewType(RelationName table, string column, EffectScope scope) =>
        scope.InSameAlter<AlterColumnType>(table, c => string.Equals(c.Column, column, StringComparison.Ordinal))?.NewType;
}
