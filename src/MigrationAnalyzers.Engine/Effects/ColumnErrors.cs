using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>
/// When one ALTER TABLE does a thing: it sorts its subcommands into passes, whatever order they are written in (AlterTablePass in tablecmds.c).
/// </summary>
internal enum AlterPass
{
    /// <summary>DROP COLUMN, DROP DEFAULT, DROP NOT NULL, DROP IDENTITY, DROP EXPRESSION: columns that the statement adds are not there yet.</summary>
    Drop,

    /// <summary>After ADD COLUMN.</summary>
    AfterAdd,
}

/// <summary>Why PostgreSQL refuses to change a column. An error is certain only where all columns of the table are known.</summary>
internal static class ColumnErrors
{
    private static readonly ImmutableArray<string> SystemColumns = ["ctid", "xmin", "cmin", "xmax", "cmax", "tableoid"];

    public static bool IsSystem(string column) => SystemColumns.Contains(column, StringComparer.Ordinal);

    /// <summary>The column must be there; what is known of it, or null.</summary>
    public static ColumnDefinition? Require(RelationName table, string column, AlterPass pass, EffectScope scope, EffectBuilder effect)
    {
        if (IsSystem(column))
        {
            effect.Error ??= $"cannot alter system column \"{column}\"";
            return null;
        }

        if (pass == AlterPass.AfterAdd && Added(table, column, scope) is { } added)
        {
            return ColumnReplay.Normalize(added.Column);
        }

        var known = scope.Find(table)?.Column(column);
        var isDropped = pass == AlterPass.AfterAdd && Dropped(table, column, scope) is not null;
        if ((known is null || isDropped) && scope.Find(table) is { IsComplete: true })
        {
            effect.Error ??= $"column \"{column}\" of relation \"{table.Name}\" does not exist";
        }

        return isDropped ? null : known;
    }

    /// <summary>The column comes from a parent: a partitioned table, or one that the table inherits.</summary>
    public static bool IsInherited(TableInfo table, string column, SchemaCatalog catalog)
    {
        if (table.PartitionOf is not null)
        {
            return true;
        }

        foreach (var parent in table.Inherits)
        {
            if (catalog.Find(parent)?.Column(column) is not null)
            {
                return true;
            }
        }

        return false;
    }

    public static AddColumn? Added(RelationName table, string column, EffectScope scope) =>
        scope.InSameAlter<AddColumn>(table, a => string.Equals(a.Column.Name, column, StringComparison.Ordinal));

    public static DropColumn? Dropped(RelationName table, string column, EffectScope scope) =>
        scope.InSameAlter<DropColumn>(table, d => string.Equals(d.Column, column, StringComparison.Ordinal));

    public static void Rename(RenameColumn rename, EffectScope scope, EffectBuilder effect)
    {
        scope.LockTree(effect, rename.Table, LockMode.AccessExclusive);
        if (IsSystem(rename.Column))
        {
            effect.Error ??= $"cannot rename system column \"{rename.Column}\"";
        }
        else if (IsSystem(rename.NewName))
        {
            effect.Error ??= $"column name \"{rename.NewName}\" conflicts with a system column name";
        }

        if (scope.Find(rename.Table) is not { IsComplete: true } table)
        {
            return;
        }

        if (table.Column(rename.Column) is null)
        {
            effect.Error ??= $"column \"{rename.Column}\" does not exist";
        }
        else if (IsInherited(table, rename.Column, scope.Catalog))
        {
            effect.Error ??= $"cannot rename inherited column \"{rename.Column}\"";
        }
        else if (rename.Only && !scope.Catalog.Descendants(rename.Table).IsEmpty)
        {
            effect.Error ??= $"inherited column \"{rename.Column}\" must be renamed in child tables too";
        }

        foreach (var relation in scope.Catalog.Descendants(rename.Table).Insert(0, rename.Table))
        {
            if (scope.Find(relation)?.Column(rename.NewName) is not null)
            {
                effect.Error ??= $"column \"{rename.NewName}\" of relation \"{relation.Name}\" already exists";
            }
        }
    }
}
