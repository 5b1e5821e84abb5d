using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Reversal;

/// <summary>What undoes one operation.</summary>
internal static class InverseOperation
{
    /// <returns>The operations that undo it, empty where nothing needs to be undone; null where it cannot be undone, with the reason in <paramref name="obstacle"/>.</returns>
    public static ImmutableArray<MigrationOperation>? Of(MigrationOperation operation, SchemaCatalog before, out string? obstacle)
    {
        obstacle = null;
        var origin = operation.Origin;
        switch (operation)
        {
            case CreateTable { IfNotExists: false } create:
                return [new DropTable(create.Table) { Origin = origin }];
            case DropTable { Cascade: false } drop:
                return Recreate.Table(drop, before, out obstacle);
            case RenameTable rename:
                return [new RenameTable(rename.NewTable, rename.Table) { Origin = origin }];

            case AddColumn { IfNotExists: false } add:
                return [new DropColumn(add.Table, add.Column.Name) { Origin = origin }];
            case DropColumn { Cascade: false } drop:
                return Recreate.Column(drop, before, out obstacle);
            case RenameColumn rename:
                return [new RenameColumn(rename.Table, rename.NewName, rename.Column) { Origin = origin }];
            case AlterColumnType alter:
                return UndoType(alter, before, out obstacle);
            case SetNotNull { WasNullable: false }:
                return [];
            case SetNotNull set when set.WasNullable == true || before.Find(set.Table)?.Column(set.Column)?.Nullable == true:
                return [new DropNotNull(set.Table, set.Column) { Origin = origin }];
            case SetNotNull set when before.Find(set.Table)?.Column(set.Column)?.Nullable == false:
                return [];
            case DropNotNull drop:
                return [new SetNotNull(drop.Table, drop.Column) { Origin = origin }];
            case SetColumnDefault set:
                return UndoDefault(set, set.Column, before, out obstacle);
            case DropColumnDefault drop:
                return UndoDefault(drop, drop.Column, before, out obstacle);

            case AddConstraint { Constraint: { Name: { } name } constraint } add:
                return [new DropConstraint(add.Table, name, Recreate.KindOf(constraint)) { Origin = origin }];
            case DropConstraint { Cascade: false } drop:
                return Recreate.Constraint(drop, before, out obstacle);
            case RenameConstraint rename:
                return [new RenameConstraint(rename.Table, rename.NewName, rename.Name) { Origin = origin }];

            case CreateIndex { IfNotExists: false, Name: { } name } create:
                return [new DropIndex(new RelationName(create.Table.Schema, name), create.Table) { Concurrently = create.Concurrently, Origin = origin }];
            case DropIndex { Cascade: false } drop:
                return Recreate.Index(drop, before, out obstacle);
            case RenameIndex rename:
                return [new RenameIndex(new RelationName(rename.Index.Schema, rename.NewName), rename.Index.Name, rename.Table) { Origin = origin }];

            case var _ when LeavesNothing(operation):
            case WriteRows { IsHidden: true }:
                return [];
            case WriteRows write when WritesOnlyNewThings(write, before):
                return [];

            case WriteRows write:
                obstacle = $"the rows that were written in {write.Table} are not known";
                return null;
            case UnknownSql or InvalidSql or OpaqueOperation:
                obstacle = "what a part of Up does is not known";
                return null;
            default:
                obstacle = $"there is no way back from {operation.GetType().Name}";
                return null;
        }
    }

    /// <summary>Upkeep, checks and settings: there is nothing to undo.</summary>
    public static bool LeavesNothing(MigrationOperation operation) => operation
        is ValidateConstraint or Reindex or SetParameter or LockTable or TransactionControl or RefreshMaterializedView
            or ServerCommand { Kind: ServerCommandKind.Vacuum or ServerCommandKind.VacuumFull or ServerCommandKind.Analyze or ServerCommandKind.Checkpoint };

    /// <summary>Rows of a table made here go with the table.</summary>
    private static bool WritesOnlyNewThings(WriteRows write, SchemaCatalog before) => before.Find(write.Table) is { IsNew: true };

    private static ImmutableArray<MigrationOperation>? UndoType(AlterColumnType alter, SchemaCatalog before, out string? obstacle)
    {
        var old = alter.OldType ?? before.Find(alter.Table)?.Column(alter.Column)?.Type;
        if (old is null || alter.ChangesCollation)
        {
            obstacle = $"the earlier type of {alter.Table}.{alter.Column} is not known";
            return null;
        }

        obstacle = null;
        return [new AlterColumnType(alter.Table, alter.Column, old) { OldType = alter.NewType, Origin = alter.Origin }];
    }

    private static ImmutableArray<MigrationOperation>? UndoDefault(TableOperation operation, string column, SchemaCatalog before, out string? obstacle)
    {
        if (before.Find(operation.Table)?.Column(column) is not { } known)
        {
            obstacle = $"the earlier default of {operation.Table}.{column} is not known";
            return null;
        }

        obstacle = null;
        return
        [
            known.Default is { } value
                ? new SetColumnDefault(operation.Table, column, value) { Origin = operation.Origin }
                : new DropColumnDefault(operation.Table, column) { Origin = operation.Origin },
        ];
    }
}
