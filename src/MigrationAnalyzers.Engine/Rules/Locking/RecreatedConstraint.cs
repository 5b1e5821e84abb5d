using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>A constraint that a migration drops and adds again, though it says the same, or nearly the same, as before.</summary>
/// <param name="Dropped">As it was, under the names that its table and columns have by now.</param>
/// <param name="Change">What differs besides the name.</param>
/// <param name="Drop">What drops it.</param>
internal sealed record RecreatedConstraint(ConstraintDefinition Dropped, ConstraintChange Change, DropConstraint Drop)
{
    /// <summary>The constraint that the operation adds again; null where it adds none, or a new one.</summary>
    public static RecreatedConstraint? Of(OperationContext context)
    {
        // Asked for every operation of every migration: nothing is copied where no constraint is dropped.
        return context.Operation is AddConstraint && context.Operations.Any(static o => o.Operation is DropConstraint)
            ? Of(context.Operation, context.Catalog, ImmutableArray.CreateRange(context.Operations, static o => (o.Operation, o.CatalogBefore)))
            : null;
    }

    /// <param name="catalog">The schema right before the operation.</param>
    /// <param name="operations">Those of the same direction in their order, each with the schema right before it.</param>
    public static RecreatedConstraint? Of(MigrationOperation operation, SchemaCatalog catalog, ImmutableArray<(MigrationOperation Operation, SchemaCatalog CatalogBefore)> operations)
    {
        if (operation is not AddConstraint { Constraint: { NotValid: false, NotEnforced: false } } add)
        {
            return null;
        }

        var added = WithReferencedKey(add.Constraint, catalog);
        for (var i = 0; i < operations.Length; i++)
        {
            var earlier = operations[i];
            if (ReferenceEquals(earlier.Operation, add))
            {
                break;
            }

            if (earlier.Operation is DropConstraint drop
                && earlier.CatalogBefore.Find(drop.Table)?.Constraint(drop.Name) is { NotValid: false, NotEnforced: false } dropped
                && Follow(dropped, drop.Table, add, operations, i + 1) is { } now
                && now.Table.Equals(add.Table)
                && Compare(now.Constraint, added) is { } change)
            {
                return new RecreatedConstraint(now.Constraint, change, drop);
            }
        }

        return null;
    }

    /// <summary>
    /// What the constraint would be now, had it not been dropped; null where something happened that it may have stood in the way of, or that changes its columns.
    /// </summary>
    private static (ConstraintDefinition Constraint, RelationName Table)? Follow(
        ConstraintDefinition constraint, RelationName table, AddConstraint add, ImmutableArray<(MigrationOperation Operation, SchemaCatalog CatalogBefore)> operations, int from)
    {
        for (var i = from; i < operations.Length && !ReferenceEquals(operations[i].Operation, add); i++)
        {
            var referenced = (constraint as ForeignKeyConstraint)?.ReferencedTable ?? table;
            switch (operations[i].Operation)
            {
                case RenameTable rename:
                    constraint = constraint is ForeignKeyConstraint key && referenced.Equals(rename.Table) ? key with { ReferencedTable = rename.NewTable } : constraint;
                    table = table.Equals(rename.Table) ? rename.NewTable : table;
                    break;

                case RenameColumn rename:
                    constraint = rename.Table.Equals(table) ? ConstraintReplay.WithRenamedColumn(constraint, rename) : constraint;
                    constraint = constraint is ForeignKeyConstraint other && referenced.Equals(rename.Table)
                        ? other with { ReferencedColumns = ColumnReplay.Replace(other.ReferencedColumns, rename) }
                        : constraint;
                    break;

                case AlterColumnType { Table: var changed, Column: var column } when Concerns(constraint, table, changed, column):
                case DropColumn { Table: var narrowed, Column: var gone } when Concerns(constraint, table, narrowed, gone):
                case AddColumn { Table: var extended, Column.Name: var added } when Concerns(constraint, table, extended, added):
                case WriteRows { Table: var written } when written.Equals(table) || written.Equals(referenced):
                case DropConstraint { Table: var dropped } when constraint is ForeignKeyConstraint foreign && dropped.Equals(referenced) && LosesKey(foreign, operations, i):
                case Truncate { Table: var emptied, Cascade: var cascade } when cascade || emptied.Equals(table) || emptied.Equals(referenced):
                case DropTable { Table: var lost, Cascade: var alsoOthers } when alsoOthers || lost.Equals(table) || lost.Equals(referenced):
                case OpaqueOperation or UnknownSql or InvalidSql:
                    return null;
            }
        }

        return (constraint, table);
    }

    /// <summary>The key that the foreign key needs is dropped for good: the foreign key had to be dropped before it. One that is made again alike need not have been dropped either.</summary>
    private static bool LosesKey(ForeignKeyConstraint foreign, ImmutableArray<(MigrationOperation Operation, SchemaCatalog CatalogBefore)> operations, int drop)
    {
        var (operation, catalog) = ((DropConstraint)operations[drop].Operation, operations[drop].CatalogBefore);
        if (catalog.Find(operation.Table)?.Constraint(operation.Name) is not { } dropped
            || !ConstraintReplay.SameColumns(ConstraintReplay.KeyColumns(dropped), foreign.ReferencedColumns))
        {
            return false;
        }

        for (var i = drop + 1; i < operations.Length; i++)
        {
            if (operations[i].Operation is AddConstraint { Constraint: var added } && ConstraintReplay.AreEquivalent(dropped, added))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Concerns(ConstraintDefinition constraint, RelationName table, RelationName changed, string column) =>
        (changed.Equals(table) && ConstraintReplay.Mentions(constraint, column))
        || (constraint is ForeignKeyConstraint key && changed.Equals(key.ReferencedTable) && key.ReferencedColumns.Contains(column, StringComparer.Ordinal));

    private static ConstraintChange? Compare(ConstraintDefinition before, ConstraintDefinition after) => (before, after) switch
    {
        (ForeignKeyConstraint x, ForeignKeyConstraint y) when IsSame(x, y) => Difference(x, y),
        (CheckConstraint x, CheckConstraint y) when string.Equals(x.Expression.Text, y.Expression.Text, StringComparison.Ordinal) && x.NoInherit == y.NoInherit => ConstraintChange.Nothing,
        (UniqueConstraint { WithoutOverlaps: false } x, UniqueConstraint { WithoutOverlaps: false } y)
            when ConstraintReplay.SameColumns(x.Columns, y.Columns) && x.NullsNotDistinct == y.NullsNotDistinct && IsDeferredAlike(x, y) => ConstraintChange.Nothing,
        (PrimaryKeyConstraint { WithoutOverlaps: false } x, PrimaryKeyConstraint { WithoutOverlaps: false } y)
            when ConstraintReplay.SameColumns(x.Columns, y.Columns) && IsDeferredAlike(x, y) => ConstraintChange.Nothing,
        _ => null,
    };

    private static bool IsSame(ForeignKeyConstraint x, ForeignKeyConstraint y) =>
        x.ReferencedTable.Equals(y.ReferencedTable) && ConstraintReplay.SameColumns(x.Columns, y.Columns) && ConstraintReplay.SameColumns(x.ReferencedColumns, y.ReferencedColumns)
        && !y.ReferencedColumns.IsEmpty && x.MatchFull == y.MatchFull && x.HasPeriod == y.HasPeriod;

    private static ConstraintChange Difference(ForeignKeyConstraint x, ForeignKeyConstraint y) =>
        x.OnDelete != y.OnDelete || x.OnUpdate != y.OnUpdate || !ConstraintReplay.SameColumns(x.OnDeleteColumns, y.OnDeleteColumns) ? ConstraintChange.Action
        : IsDeferredAlike(x, y) ? ConstraintChange.Nothing
        : ConstraintChange.Deferrability;

    private static bool IsDeferredAlike(ConstraintDefinition x, ConstraintDefinition y) => x.Deferrable == y.Deferrable && x.InitiallyDeferred == y.InitiallyDeferred;

    /// <summary>REFERENCES p without columns means the primary key of p, which the catalog has written out for the constraints that it knows.</summary>
    private static ConstraintDefinition WithReferencedKey(ConstraintDefinition constraint, SchemaCatalog catalog) =>
        constraint is ForeignKeyConstraint { ReferencedColumns.IsEmpty: true } key && catalog.Find(key.ReferencedTable)?.PrimaryKey is { } primary
            ? key with { ReferencedColumns = primary.Columns }
            : constraint;
}
