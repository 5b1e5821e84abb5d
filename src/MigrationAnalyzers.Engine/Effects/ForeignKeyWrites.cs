using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>The tables that foreign keys look at or change when rows are written (ri_triggers.c), given that the statement finds rows.</summary>
internal static class ForeignKeyWrites
{
    public static void Follow(WriteRows write, EffectScope scope, EffectBuilder effect)
    {
        // The checks lock the other table's rows: SELECT ... FOR KEY SHARE.
        if (write.Kind != RowWriteKind.Delete && scope.Find(write.Table) is { } table)
        {
            foreach (var constraint in table.Constraints)
            {
                if (constraint is ForeignKeyConstraint { NotEnforced: false } key && MayBeChecked(write, key, table, scope.Catalog))
                {
                    effect.Lock(key.ReferencedTable, LockMode.RowShare);
                }
            }
        }

        if (write.Kind is RowWriteKind.Delete or RowWriteKind.Merge)
        {
            FollowDelete(write.Table, scope, effect, []);
        }

        if (write.Kind is RowWriteKind.Update or RowWriteKind.Merge)
        {
            FollowUpdate(write.Table, write.Columns, scope, effect, []);
        }
    }

    private static void FollowDelete(RelationName table, EffectScope scope, EffectBuilder effect, HashSet<RelationName> seen)
    {
        foreach (var reference in seen.Add(table) ? scope.Catalog.ForeignKeysTo(table) : [])
        {
            switch (reference.ForeignKey.NotEnforced ? null : (ReferentialAction?)reference.ForeignKey.OnDelete)
            {
                case ReferentialAction.NoAction or ReferentialAction.Restrict:
                    effect.Lock(reference.Table, LockMode.RowShare);
                    break;
                case ReferentialAction.Cascade:
                    effect.Lock(reference.Table, LockMode.RowExclusive);
                    FollowDelete(reference.Table, scope, effect, seen);
                    break;
                case ReferentialAction.SetNull or ReferentialAction.SetDefault:
                    effect.Lock(reference.Table, LockMode.RowExclusive);
                    FollowUpdate(reference.Table, reference.ForeignKey.Columns, scope, effect, seen);
                    break;
            }
        }
    }

    /// <param name="columns">Those that are set; empty: any.</param>
    private static void FollowUpdate(RelationName table, ImmutableArray<string> columns, EffectScope scope, EffectBuilder effect, HashSet<RelationName> seen)
    {
        foreach (var reference in seen.Add(table) ? scope.Catalog.ForeignKeysTo(table) : [])
        {
            var key = reference.ForeignKey;
            if (key.NotEnforced || !(columns.IsEmpty || key.ReferencedColumns.Any(c => columns.Contains(c, StringComparer.Ordinal))))
            {
                continue;
            }

            if (key.OnUpdate is ReferentialAction.NoAction or ReferentialAction.Restrict)
            {
                effect.Lock(reference.Table, LockMode.RowShare);
            }
            else
            {
                effect.Lock(reference.Table, LockMode.RowExclusive);
                FollowUpdate(reference.Table, key.Columns, scope, effect, seen);
            }
        }
    }

    /// <summary>A key with a NULL in it refers to nothing, and a key that is not changed is not checked again.</summary>
    private static bool MayBeChecked(WriteRows write, ForeignKeyConstraint key, History.TableInfo table, History.SchemaCatalog catalog)
    {
        var nulls = write.NullColumns.Select(table.ColumnAt).ToList();
        if (!key.MatchFull && key.Columns.Any(nulls.Contains))
        {
            return false;
        }

        if (write.Kind == RowWriteKind.Update)
        {
            return (write.Columns.IsEmpty || key.Columns.Any(c => write.Columns.Contains(c, StringComparer.Ordinal)))
                && !(write.RowChange is RowsUpdated update && TableRows.Keeps(table, key.Columns, update, catalog));
        }

        // A column that is left out gets its default.
        return write.Kind != RowWriteKind.Insert || write.Columns.IsEmpty || key.MatchFull
            || key.Columns.All(c => write.Columns.Contains(c, StringComparer.Ordinal) || !table.IsComplete || table.Column(c) is not { Default: null, Generated: Model.GeneratedKind.None });
    }
}
