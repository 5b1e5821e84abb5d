using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Commands that are known by PostgreSQL's name for them alone.</summary>
internal static class OtherEffects
{
    public static void ChangeTable(OtherTableChange change, EffectScope scope, EffectBuilder effect)
    {
        switch (change.Command)
        {
            case "CreateTrigStmt" or "AT_EnableTrig" or "AT_EnableAlwaysTrig" or "AT_EnableReplicaTrig" or "AT_DisableTrig"
                or "AT_EnableTrigAll" or "AT_DisableTrigAll" or "AT_EnableTrigUser" or "AT_DisableTrigUser":
                scope.LockTree(effect, change.Table, LockMode.ShareRowExclusive);
                break;

            case "AT_ClusterOn" or "AT_DropCluster" or "AT_SetStatistics" or "AT_SetOptions" or "AT_ResetOptions"
                or "CommentStmt" or "CreateStatsStmt" or "CreatePublicationStmt" or "AlterPublicationStmt":
                effect.Lock(change.Table, LockMode.ShareUpdateExclusive);
                break;

            default:
                effect.Lock(change.Table, LockMode.AccessExclusive);
                break;
        }
    }

    public static void ChangeIndex(OtherIndexChange change, EffectBuilder effect)
    {
        switch (change.Command)
        {
            case "AT_SetTableSpace":
                effect.Lock(change.Index, LockMode.AccessExclusive, TableWork.Copy);
                break;

            case "AT_SetRelOptions" or "AT_ResetRelOptions" or "AT_SetStatistics":
                effect.Lock(change.Index, LockMode.ShareUpdateExclusive);
                break;

            // The index that is attached is locked, and its parent's is not.
            case "AT_AttachPartition":
                break;

            default:
                effect.Lock(change.Index, LockMode.AccessExclusive);
                break;
        }
    }

    public static void Run(OtherStatement statement, EffectScope scope, EffectBuilder effect)
    {
        var mode = statement.Command switch
        {
            "SelectStmt" or "ViewStmt" or "CreateTableAsStmt" or "CopyStmt" or "ExplainStmt" or "DeclareCursorStmt" => LockMode.AccessShare,
            "GrantStmt" => scope.Major >= 18 ? LockMode.AccessShare : LockMode.None,
            "CommentStmt" or "CreateStatsStmt" or "CreatePublicationStmt" or "AlterPublicationStmt" => LockMode.ShareUpdateExclusive,
            _ => LockMode.None,
        };
        if (mode != LockMode.None)
        {
            foreach (var relation in statement.Relations)
            {
                effect.Lock(relation, mode);
            }
        }
    }
}
