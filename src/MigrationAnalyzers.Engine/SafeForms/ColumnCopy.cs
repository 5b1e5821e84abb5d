using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>Whether a second column, with another type, can take the place of one.</summary>
internal static class ColumnCopy
{
    /// <summary>As far as the migrations tell, another column can have the value, and all that belongs to the first one.</summary>
    public static bool CanReplace(AlterColumnType change, SchemaCatalog catalog)
    {
        var table = catalog.Find(change.Table);
        var column = table?.Column(change.Column);
        return change is { Only: false, IfTableExists: false }
            && SteadyConversion.Is(change, column?.Type ?? change.OldType, catalog)
            && TypeDependents.Allow(change, catalog)
            && (change.Using is not { } value || ColumnInExpression.IsOver(value, change.Column))
            && (table is null || CanReplace(table, change.Column, catalog));
    }

    private static bool CanReplace(TableInfo table, string column, SchemaCatalog catalog) =>
        // A trigger is not inherited; indexes and foreign keys of partitioned tables cannot be made beside the old ones without a lock.
        table is { IsPartitioned: false, PartitionOf: null, Inherits.IsEmpty: true }
        && catalog.Descendants(table.Name).IsEmpty

        // Nobody can write a generated column; what uses the column and belongs to no column alone would stay with the old one.
        && table.Column(column) is not { Generated: GeneratedKind.Stored or GeneratedKind.Virtual }
        && !table.Columns.Any(c => c.GenerationExpression is { } expression && expression.Columns.Contains(column, StringComparer.Ordinal))
        && !table.Objects.Any(o => o.Uses(column))
        && !table.Statistics.Any(s => s.Columns.Contains(column, StringComparer.Ordinal))
        && !table.Constraints.Any(c => c is ExclusionConstraint && ConstraintReplay.Mentions(c, column))
        && !HasStrangeKey(table, column, catalog);

    /// <summary>A foreign key from or to the column that cannot be made again beside itself.</summary>
    private static bool HasStrangeKey(TableInfo table, string column, SchemaCatalog catalog) =>
        table.Constraints.OfType<ForeignKeyConstraint>().Any(k => k.Columns.Contains(column, StringComparer.Ordinal) && IsStrange(k, k.ReferencedTable, catalog))
        || catalog.ForeignKeysTo(table.Name).Any(r =>
            (r.ForeignKey.ReferencedColumns.IsEmpty ? table.PrimaryKey?.Columns.Contains(column, StringComparer.Ordinal) == true : r.ForeignKey.ReferencedColumns.Contains(column, StringComparer.Ordinal))
            && IsStrange(r.ForeignKey, r.Table, catalog));

    private static bool IsStrange(ForeignKeyConstraint key, RelationName partner, SchemaCatalog catalog) =>
        key.HasPeriod || !key.OnDeleteColumns.IsEmpty || catalog.Find(partner) is { IsPartitioned: true } or { PartitionOf: not null };
}
