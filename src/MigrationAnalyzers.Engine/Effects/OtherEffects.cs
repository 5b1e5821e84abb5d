using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Commands that are known by PostgreSQL's name for them alone.</summary>
internal static class OtherEffects
{
    public static void ChangeTable(OtherTableChange change, EffectScope scope, EffectBuilder effect)
    {
        effect.Error ??= MarkedIndex.ErrorOf(change, scope);
        switch (change.Command)
        {
            case "CreateTrigStmt" or "AT_EnableTrig" or "AT_EnableAlwaysTrig" or "AT_EnableReplicaTrig" or "AT_DisableTrig"
                or "AT_EnableTrigAll" or "AT_DisableTrigAll" or "AT_EnableTrigUser" or "AT_DisableTrigUser":
                scope.LockTree(effect, change.Table, LockMode.ShareRowExclusive);
                break;

            case "AT_ClusterOn" or "AT_DropCluster":
                effect.Lock(change.Table, LockMode.ShareUpdateExclusive);
                break;

            default:
                effect.Lock(change.Table, LockMode.AccessExclusive);
                break;
        }
    }

    public static void ChangeIndex(OtherIndexChange change, EffectScope scope, EffectBuilder effect)
    {
        if (IndexEffects.Missing(change.Index, change.IfExists, scope, effect))
        {
            return;
        }

        switch (change.Command)
        {
            case "AT_SetTableSpace" when scope.Catalog.TableOfIndex(change.Index) is { } table && scope.IsPartitioned(table):
                effect.Lock(change.Index, LockMode.AccessExclusive);
                break;

            case "AT_SetTableSpace" when string.Equals(change.Value, "pg_default", StringComparison.Ordinal):
                effect.Lock(change.Index, LockMode.AccessExclusive);
                effect.DependsOn($"the tablespace in which {change.Index} is now is not known");
                break;

            case "AT_SetTableSpace":
                effect.Lock(change.Index, LockMode.AccessExclusive, TableWork.Copy);
                break;

            case "AT_SetRelOptions" or "AT_ResetRelOptions" or "AT_SetStatistics":
                effect.Lock(change.Index, LockMode.ShareUpdateExclusive);
                break;

            case "AT_AttachPartition":
                LockTableOf(change.Index, scope, effect);
                if (change.Partition is { } attached)
                {
                    effect.Error ??= IndexErrors.OfAttach(change.Index, attached, scope);
                    effect.Lock(attached, LockMode.AccessExclusive);
                    LockTableOf(attached, scope, effect);
                }

                break;

            default:
                effect.Lock(change.Index, LockMode.AccessExclusive);
                break;
        }
    }

    public static void Run(OtherStatement statement, EffectScope scope, EffectBuilder effect)
    {
        switch (statement.Command)
        {
            case "ViewStmt":
                ViewEffects.Create(statement, scope, effect);
                break;

            case "DropStmt":
                Drop(statement, scope, effect);
                break;

            case "RenameStmt" or "AlterObjectSchemaStmt" or "AlterOwnerStmt" or "AlterTableStmt":
                Alter(statement, effect);
                break;

            case "CommentStmt":
                LockAll(statement, IsPartOfTable(statement.ObjectType) ? LockMode.AccessShare : LockMode.ShareUpdateExclusive, effect);
                break;

            case "GrantStmt" when scope.Major >= 18:
            case "SelectStmt" or "CopyStmt" or "ExplainStmt" or "DeclareCursorStmt" or "PrepareStmt":
                LockAll(statement, LockMode.AccessShare, effect);
                break;

            case "CreateStatsStmt" or "CreatePublicationStmt" or "AlterPublicationStmt":
                LockAll(statement, LockMode.ShareUpdateExclusive, effect);
                break;
        }
    }

    private static void Drop(OtherStatement drop, EffectScope scope, EffectBuilder effect)
    {
        if (IsRelationWithRows(drop.ObjectType))
        {
            LockAll(drop, LockMode.AccessExclusive, effect);
            foreach (var relation in drop.Relations)
            {
                ViewEffects.DropRelation(relation, relation, drop.Cascade, scope, effect);
            }
        }

        var isAllKnown = scope.Catalog.IsWhole;
        foreach (var name in drop.Objects)
        {
            isAllKnown &= DependencyEffects.Drop(drop, name, scope, effect);
        }

        if (string.Equals(drop.ObjectType, "OBJECT_SEQUENCE", StringComparison.Ordinal))
        {
            foreach (var sequence in drop.Relations)
            {
                SequenceEffects.Drop(sequence, drop.Cascade, scope, effect);
            }
        }

        if (drop.Cascade && !isAllKnown)
        {
            effect.DependsOn($"what else CASCADE drops is not known: the tables of it are locked");
        }
    }

    private static void Alter(OtherStatement alter, EffectBuilder effect)
    {
        if (IsRelationWithRows(alter.ObjectType))
        {
            LockAll(alter, LockMode.AccessExclusive, effect);
        }
        else if (alter is { Command: "AlterTableStmt", ObjectType: "OBJECT_TYPE" } or { Command: "RenameStmt", ObjectType: "OBJECT_ATTRIBUTE" })
        {
            effect.DependsOn("which tables are of that composite type is not known: they are locked");
        }
    }

    private static void LockAll(OtherStatement statement, LockMode mode, EffectBuilder effect)
    {
        foreach (var relation in statement.Relations)
        {
            effect.Lock(relation, mode);
        }
    }

    private static void LockTableOf(RelationName index, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Catalog.TableOfIndex(index) is { } table)
        {
            effect.Lock(table, LockMode.AccessShare);
        }
    }

    private static bool IsRelationWithRows(string? type) => type is "OBJECT_VIEW" or "OBJECT_MATVIEW" or "OBJECT_FOREIGN_TABLE";

    private static bool IsPartOfTable(string? type) => type is "OBJECT_TABCONSTRAINT" or "OBJECT_TRIGGER" or "OBJECT_RULE" or "OBJECT_POLICY";
}
