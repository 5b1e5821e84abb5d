using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>What a dropped column or table may have been meant to be called from then on.</summary>
/// <param name="NewNames">What is added in its place.</param>
/// <param name="IsLikely">There is one candidate, and its name (of a table: its columns) is like the old one.</param>
internal sealed record DisguisedRename(ImmutableArray<string> NewNames, bool IsLikely)
{
    /// <summary>For a DROP COLUMN; null where nothing of the same type is added to the table, or the values are carried over.</summary>
    public static DisguisedRename? OfColumn(OperationContext context)
    {
        if (context.Operation is not DropColumn { IsRecreated: false } drop || Dropped(context, drop) is not { Type: not null } dropped)
        {
            return null;
        }

        var candidates = ImmutableArray.CreateBuilder<string>();
        var similar = ImmutableArray.CreateBuilder<string>();
        var isKnown = true;
        foreach (var operation in context.Unit.Operations)
        {
            switch (operation)
            {
                case AddColumn add when add.Table.Equals(drop.Table) && IsLike(dropped, add.Column):
                    if (IsFilled(context, add))
                    {
                        return null;
                    }

                    candidates.Add(add.Column.Name);
                    if (SimilarNames.Are(drop.Column, add.Column.Name) && !IsMeantByOther(context, drop, add))
                    {
                        similar.Add(add.Column.Name);
                    }

                    break;
                case OpaqueOperation or UnknownSql:
                    isKnown = false;
                    break;
            }
        }

        return (similar.Count, candidates.Count) switch
        {
            (1, _) => new DisguisedRename(similar.ToImmutable(), isKnown),
            (> 1, _) => new DisguisedRename(similar.ToImmutable(), false),

            // Names that have nothing in common say little, and nothing where there are several.
            (0, 1) when !HasRival(context, drop, dropped) => new DisguisedRename(candidates.ToImmutable(), false),
            _ => null,
        };
    }

    /// <summary>For a DROP TABLE; null where no table with the same columns is created, or the rows are carried over.</summary>
    public static DisguisedRename? OfTable(OperationContext context)
    {
        if (context.Operation is not DropTable drop || Columns(context, drop) is not { Length: > 1 } columns)
        {
            return null;
        }

        var candidates = ImmutableArray.CreateBuilder<string>();
        foreach (var operation in context.Unit.Operations)
        {
            if (operation is CreateTable { AsSelect: false, PartitionOf: null, Persistence: TablePersistence.Permanent } create
                && !create.Table.Equals(drop.Table)
                && HaveSameColumns(columns, create.Columns))
            {
                if (IsFilled(context, create.Table))
                {
                    return null;
                }

                candidates.Add(create.Table.ToString());
            }
        }

        var isKnown = !context.Unit.Operations.Any(static o => o is OpaqueOperation or UnknownSql);
        return candidates.Count == 0 ? null : new DisguisedRename(candidates.ToImmutable(), isKnown && candidates.Count == 1);
    }

    /// <summary>As the earlier migrations made it, or as Down brings it back.</summary>
    private static ColumnDefinition? Dropped(OperationContext context, DropColumn drop)
    {
        foreach (var analyzed in context.Operations)
        {
            if (ReferenceEquals(analyzed.Operation, drop) && analyzed.CatalogBefore.Find(drop.Table)?.Column(drop.Column) is { Type: not null } known)
            {
                return known;
            }
        }

        if (context.Unit.Direction == MigrationDirection.Up)
        {
            foreach (var operation in context.Migration.Down.Operations)
            {
                if (operation is AddColumn add && add.Table.Equals(drop.Table) && string.Equals(add.Column.Name, drop.Column, StringComparison.Ordinal))
                {
                    return add.Column;
                }
            }
        }

        return null;
    }

    private static ImmutableArray<ColumnDefinition>? Columns(OperationContext context, DropTable drop)
    {
        if (context.Catalog.Find(drop.Table) is { IsComplete: true, HasUnlistedColumns: false } known)
        {
            return known.Columns;
        }

        if (context.Unit.Direction == MigrationDirection.Up)
        {
            foreach (var operation in context.Migration.Down.Operations)
            {
                if (operation is CreateTable create && create.Table.Equals(drop.Table))
                {
                    return create.Columns;
                }
            }
        }

        return null;
    }

    private static bool IsLike(ColumnDefinition dropped, ColumnDefinition added) =>
        !string.Equals(dropped.Name, added.Name, StringComparison.Ordinal)
        && dropped.Type is { IsSerial: false } type
        && type.Equals(added.Type)
        && dropped.Generated == GeneratedKind.None
        && added.Generated == GeneratedKind.None
        && (dropped.Nullable is null || added.Nullable is null || dropped.Nullable == added.Nullable);

    /// <summary>Another dropped column of that type has the likelier name, or one that is as likely.</summary>
    private static bool IsMeantByOther(OperationContext context, DropColumn drop, AddColumn add)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (operation is DropColumn { IsRecreated: false } other
                && !ReferenceEquals(other, drop)
                && other.Table.Equals(drop.Table)
                && SimilarNames.Are(other.Column, add.Column.Name)
                && Dropped(context, other) is { } dropped
                && IsLike(dropped, add.Column))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Another column of that type is dropped from the table.</summary>
    private static bool HasRival(OperationContext context, DropColumn drop, ColumnDefinition dropped)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (operation is DropColumn { IsRecreated: false } other
                && !ReferenceEquals(other, drop)
                && other.Table.Equals(drop.Table)
                && Equals(Dropped(context, other)?.Type, dropped.Type))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HaveSameColumns(ImmutableArray<ColumnDefinition> old, ImmutableArray<ColumnDefinition> created)
    {
        if (old.Length != created.Length)
        {
            return false;
        }

        foreach (var column in old)
        {
            if (!created.Any(c => string.Equals(c.Name, column.Name, StringComparison.Ordinal) && Equals(c.Type, column.Type)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An UPDATE gives the new column its values: they may be those of the old one.</summary>
    private static bool IsFilled(OperationContext context, AddColumn add)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (operation is WriteRows { Kind: RowWriteKind.Update or RowWriteKind.Merge } write
                && write.Table.Equals(add.Table)
                && write.Columns.Contains(add.Column.Name, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFilled(OperationContext context, RelationName table)
    {
        foreach (var operation in context.Unit.Operations)
        {
            if (operation is WriteRows { Kind: RowWriteKind.Insert or RowWriteKind.Merge, Reads.IsEmpty: false } write && write.Table.Equals(table))
            {
                return true;
            }
        }

        return false;
    }
}
