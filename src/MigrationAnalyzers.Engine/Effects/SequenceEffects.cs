using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>DROP SEQUENCE, of its own or with the column that owns it.</summary>
internal static class SequenceEffects
{
    public static void Drop(RelationName sequence, bool cascade, EffectScope scope, EffectBuilder effect)
    {
        foreach (var table in scope.Catalog.Tables.Values)
        {
            foreach (var column in table.Columns)
            {
                if (!OwnedBy(table, column).Equals(sequence))
                {
                    continue;
                }

                if (column.Generated == GeneratedKind.Identity)
                {
                    effect.Error ??= $"cannot drop sequence {sequence.Name} because column {column.Name} of table {table.Name.Name} requires it";
                }
                else if (column.Type is { IsSerial: true })
                {
                    Depends(table, cascade, sequence, scope, effect);
                }
            }
        }

        ExpressionDependents.Drop("sequence " + sequence.Name, cascade, e => e.Sequences.Contains(sequence), scope, effect);
    }

    /// <summary>What else uses the sequences that go with the columns of a table.</summary>
    public static void DropOwned(TableInfo table, string? column, bool cascade, EffectScope scope, EffectBuilder effect)
    {
        foreach (var owner in table.Columns)
        {
            if ((column is not null && !string.Equals(owner.Name, column, StringComparison.Ordinal))
                || owner is not ({ Type.IsSerial: true } or { Generated: GeneratedKind.Identity }))
            {
                continue;
            }

            var sequence = OwnedBy(table, owner);
            foreach (var user in scope.Catalog.SequenceUsers.TryGetValue(sequence, out var users) ? users : [])
            {
                if (user.Equals(table.Name) || scope.Find(user) is not { } other)
                {
                    continue;
                }

                if (cascade)
                {
                    effect.Lock(other.Name, LockMode.AccessExclusive);
                }
                else if (other.IsComplete)
                {
                    effect.Error ??= $"cannot drop table {table.Name.Name} because other objects depend on it: default of {other.Name}";
                }
            }
        }
    }

    private static void Depends(TableInfo table, bool cascade, RelationName sequence, EffectScope scope, EffectBuilder effect)
    {
        if (cascade)
        {
            scope.LockTree(effect, table.Name, LockMode.AccessExclusive);
        }
        else if (table.IsComplete)
        {
            effect.Error ??= $"cannot drop sequence {sequence.Name} because other objects depend on it: default of {table.Name}";
        }
    }

    /// <summary>The name that PostgreSQL gives to the sequence of a serial or identity column.</summary>
    public static RelationName OwnedBy(TableInfo table, ColumnDefinition column) => table.Name with { Name = table.Name.Name + "_" + column.Name + "_seq" };
}
