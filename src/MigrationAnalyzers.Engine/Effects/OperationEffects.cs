using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>The total map from operations to their effects.</summary>
internal static class OperationEffects
{
    public static void Describe(MigrationOperation operation, EffectScope scope, EffectBuilder effect)
    {
        switch (operation)
        {
            case CreateTable o: TableEffects.Create(o, scope, effect); break;
            case DropTable o: TableEffects.Drop(o, scope, effect); break;
            case RenameTable o when IndexEffects.AsIndex(o, scope.Catalog) is { } index: IndexEffects.Rename(index, scope, effect); break;
            case RenameTable o: effect.Lock(o.Table, LockMode.AccessExclusive); break;
            case AlterTableStorage o: TableEffects.ChangeStorage(o, scope, effect); break;
            case OtherTableChange o: OtherEffects.ChangeTable(o, scope, effect); break;
            case ChangeInheritance o: InheritanceEffects.Change(o, scope, effect); break;
            case AttachPartition o: PartitionEffects.Attach(o, scope, effect); break;
            case DetachPartition o: PartitionEffects.Detach(o, scope, effect); break;

            case CreateStatistics o: StatisticsEffects.Create(o, scope, effect); break;

            case AddColumn o: AddColumnEffects.Add(o, scope, effect); break;
            case DropColumn o: DropColumnEffects.Drop(o, scope, effect); break;
            case RenameColumn o: ColumnErrors.Rename(o, scope, effect); break;
            case AlterColumnType o: TypeChangeEffects.Change(o, scope, effect); break;
            case SetNotNull o: ColumnEffects.SetNotNull(o, scope, effect); break;
            case DropNotNull o: ColumnEffects.DropNotNull(o, scope, effect); break;
            case SetColumnDefault o: ColumnEffects.ChangeDefault(o.Table, o.Column, o.Default, scope, effect); break;
            case DropColumnDefault o: ColumnEffects.ChangeDefault(o.Table, o.Column, null, scope, effect); break;
            case AlterColumnProperty o: ColumnEffects.ChangeProperty(o, scope, effect); break;

            case AddConstraint o: ConstraintEffects.Add(o, scope, effect); break;
            case ValidateConstraint o: ConstraintEffects.Validate(o, scope, effect); break;
            case DropConstraint o: DropConstraintEffects.Drop(o, scope, effect); break;
            case RenameConstraint o: ConstraintEffects.Rename(o, scope, effect); break;
            case AlterConstraint o: ConstraintEffects.Alter(o, scope, effect); break;

            case CreateIndex o: IndexEffects.Create(o, scope, effect); break;
            case DropIndex o: IndexEffects.Drop(o, scope, effect); break;
            case RenameIndex o: IndexEffects.Rename(o, scope, effect); break;
            case Reindex o: IndexEffects.Reindex(o, scope, effect); break;
            case OtherIndexChange o: OtherEffects.ChangeIndex(o, scope, effect); break;

            case WriteRows o: WriteEffects.Write(o, scope, effect); break;
            case Truncate o: DataEffects.Truncate(o, scope, effect); break;
            case LockTable o: DataEffects.Lock(o, scope, effect); break;

            case CreateCompositeType o: effect.Lock(o.Type, LockMode.AccessExclusive); break;
            case AlterCompositeType o: TypeEffects.Alter(o, scope, effect); break;
            case SetTableType o: TypeEffects.SetOf(o, scope, effect); break;
            case RenameType o: TypeEffects.Rename(o, scope, effect); break;
            case AlterDomain o: DomainEffects.Alter(o, scope, effect); break;
            case RefreshMaterializedView o: ViewEffects.Refresh(o, scope, effect); break;
            case ServerCommand o: ServerCommandEffects.Run(o, scope, effect); break;
            case OtherStatement o: OtherEffects.Run(o, scope, effect); break;

            case OpaqueOperation { Routine: { } routine } o when FunctionEffects.BodyOf(routine, scope) is { IsEmpty: false } body:
                FunctionEffects.Call(o, body, scope, effect);
                break;
            case OpaqueOperation o: effect.DependsOn($"what {o.Description} does is not known"); break;
            case UnknownSql o: effect.DependsOn(o.Reason); break;
            case InvalidSql o: effect.Error = o.Error; break;

            // No relation is locked. ALTER TYPE ... ADD VALUE runs in a transaction since PostgreSQL 12, the oldest version that is supported here.
            case AddEnumValue o: TypeEffects.AddValue(o, scope, effect); break;
            case RenameEnumValue o: TypeEffects.RenameValue(o, scope, effect); break;
            case CreateFunction o: FunctionEffects.Create(o, scope, effect); break;
            case CreateEnum or CreateDomain or AlterFunction or SetParameter or TransactionControl:
                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(operation), operation, null);
        }
    }
}
