using MigrationAnalyzers.Engine.History;
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
            case "CreateTrigStmt" or "RuleStmt" or "CreatePolicyStmt" or "AlterPolicyStmt" when change.Object is { } made:
                TableObjectEffects.Create(change, made, scope, effect);
                break;

            case "DropStmt" or "RenameStmt" when change.Object is { } named:
                TableObjectEffects.Change(change, named, scope, effect);
                break;

            case "AT_EnableTrig" or "AT_EnableAlwaysTrig" or "AT_EnableReplicaTrig" or "AT_DisableTrig"
                or "AT_EnableTrigAll" or "AT_DisableTrigAll" or "AT_EnableTrigUser" or "AT_DisableTrigUser":
                TableObjectEffects.Switch(change, scope, effect);
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

        effect.Error ??= IndexErrors.OfChange(change, scope)
            ?? (change.Command == "AT_SetTableSpace" ? StorageErrors.OfTablespace(change.Value, scope) : null);
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

            case "AlterStatsStmt":
            case "RenameStmt" or "AlterObjectSchemaStmt" or "AlterOwnerStmt" when statement.ObjectType == "OBJECT_STATISTIC_EXT":
                StatisticsEffects.Alter(statement, scope, effect);
                break;

            case "RenameStmt" or "AlterObjectSchemaStmt" or "AlterOwnerStmt" or "AlterTableStmt":
                Alter(statement, scope, effect);
                break;

            case "AlterSubscriptionStmt":
                effect.Error ??= SubscriptionErrors.Of(statement, scope);
                break;

            case "AlterTableMoveAllStmt":
                TableEffects.MoveAll(statement, scope, effect);
                break;

            case "AlterSeqStmt" or "CreateSeqStmt" when statement.Relations.Length > 1:
                // OWNED BY: relation_openrv with ACCESS SHARE in process_owned_by.
                effect.Lock(statement.Relations[1], LockMode.AccessShare);
                break;

            case "AlterObjectDependsStmt":
                LockAll(statement, LockMode.AccessShare, effect);
                break;

            case "CommentStmt" or "GrantStmt" when statement.ObjectType == "OBJECT_SEQUENCE":
                CheckRelations(statement, scope, effect);
                break;

            case "CreateForeignTableStmt":
                LockAll(statement, LockMode.AccessExclusive, effect);
                break;

            case "CommentStmt" when statement is { Column: { } column, Relations: [var owner] } && scope.Find(owner) is { IsComplete: true } table && table.Column(column) is null:
                effect.Error ??= $"column \"{column}\" of relation \"{owner.Name}\" does not exist";
                break;

            case "CreateSchemaStmt" when !statement.Subcommands.IsEmpty:
                effect.DependsOn("what the elements of CREATE SCHEMA make is not read");
                break;

            case "CreateExtensionStmt" when statement is { IfExists: false, Objects: [var extension] } && scope.Catalog.InstalledExtensions.Contains(extension.Name):
                effect.Error ??= $"extension \"{extension.Name}\" already exists";
                break;

            case "GrantStmt" when statement.Roles.FirstOrDefault(r => scope.Catalog.Roles?.Contains(r) == false && !r.StartsWith("pg_", StringComparison.Ordinal)) is { } missing:
                effect.Error ??= $"role \"{missing}\" does not exist";
                break;

            case "CommentStmt":
                LockAll(statement, IsPartOfTable(statement.ObjectType) ? LockMode.AccessShare : LockMode.ShareUpdateExclusive, effect);
                CheckRelations(statement, scope, effect);
                break;

            case "GrantStmt" when scope.Major >= 18:
                LockAll(statement, LockMode.AccessShare, effect);
                CheckRelations(statement, scope, effect);
                break;

            case "GrantStmt":
                CheckRelations(statement, scope, effect);
                break;

            case "SelectStmt" or "CopyStmt" or "ExplainStmt" or "DeclareCursorStmt" or "PrepareStmt":
                Read(statement, scope, effect);
                CheckRelations(statement, scope, effect);
                break;

            case "CreatePublicationStmt" or "AlterPublicationStmt":
                PublicationEffects.Run(statement, scope, effect);
                break;
        }
    }

    private static void Drop(OtherStatement drop, EffectScope scope, EffectBuilder effect)
    {
        foreach (var relation in drop.Relations)
        {
            // Sequences of serial and identity columns are not kept as relations of their own.
            if (drop.ObjectType != "OBJECT_SEQUENCE" && scope.Catalog.IsMissing(relation))
            {
                effect.Error ??= drop.IfExists ? null : $"relation \"{relation}\" does not exist";
            }
            else if (IsRelationWithRows(drop.ObjectType))
            {
                effect.Lock(relation, LockMode.AccessExclusive);
                effect.Error ??= KindError(drop.ObjectType, relation, scope);
                ViewEffects.DropRelation(relation, relation, drop.Cascade, scope, effect);
            }
        }

        var isAllKnown = scope.Catalog.IsWhole;
        foreach (var name in drop.Objects)
        {
            if (drop.ObjectType == "OBJECT_STATISTIC_EXT")
            {
                StatisticsEffects.Drop(drop, name, scope, effect);
            }

            isAllKnown &= DependencyEffects.Drop(drop, name, scope, effect);
        }

        if (string.Equals(drop.ObjectType, "OBJECT_SEQUENCE", StringComparison.Ordinal))
        {
            foreach (var sequence in drop.Relations)
            {
                SequenceEffects.Drop(sequence, drop.Cascade, scope, effect);
            }
        }

        // Everything that depends on a view is a view, or a rule or trigger of its own.
        var areViews = drop.ObjectType is "OBJECT_VIEW" or "OBJECT_MATVIEW" && drop.Relations.All(r => scope.Catalog.Views.TryGetValue(r, out var view) && view.IsComplete);
        if (drop.Cascade && !isAllKnown && !areViews)
        {
            effect.DependsOn($"what else CASCADE drops is not known: the tables of it are locked");
        }
    }

    private static void Alter(OtherStatement alter, EffectScope scope, EffectBuilder effect)
    {
        if (alter.IfExists && alter.Relations.Any(scope.Catalog.IsMissing))
        {
            return;
        }

        CheckRelations(alter, scope, effect);
        effect.Error ??= KindErrors.OfSubcommands(alter, scope);
        if (scope.Major < 13 && alter is { Command: "RenameStmt", ObjectType: "OBJECT_COLUMN", Relations: [var renamed] } && scope.Catalog.Views.ContainsKey(renamed)
            && scope.Find(renamed) is null)
        {
            effect.Error ??= VersionErrors.Needs("ALTER VIEW ... RENAME COLUMN", 13);
        }

        if (IsRelationWithRows(alter.ObjectType) || alter is { ObjectType: "OBJECT_COLUMN", Command: "RenameStmt" })
        {
            LockAll(alter, LockMode.AccessExclusive, effect);
        }
        else if (alter is { Command: "AlterTableStmt", ObjectType: "OBJECT_TYPE" } or { Command: "RenameStmt", ObjectType: "OBJECT_ATTRIBUTE" })
        {
            effect.DependsOn("which tables are of that composite type is not known: they are locked");
        }
    }

    private static void Read(OtherStatement statement, EffectScope scope, EffectBuilder effect)
    {
        if (statement is { Command: "CopyStmt", Output: null } && scope.Major < 13)
        {
            // COPY table TO gave its lock back at once (DoCopy).
            return;
        }

        foreach (var relation in statement.Relations)
        {
            var mode = statement.RowLocks.Contains(relation) ? LockMode.RowShare : LockMode.AccessShare;
            if (statement.Only.Contains(relation))
            {
                effect.Lock(relation, mode);
            }
            else
            {
                scope.LockRead(effect, relation, mode, statement.Where);
            }
        }

        foreach (var written in statement.Writes)
        {
            scope.LockTree(effect, written, LockMode.RowExclusive);
        }
    }

    private static void CheckRelations(OtherStatement statement, EffectScope scope, EffectBuilder effect)
    {
        foreach (var relation in statement.Relations)
        {
            if (scope.Catalog.IsMissing(relation))
            {
                effect.Error ??= $"relation \"{relation}\" does not exist";
            }
        }
    }

    /// <summary>DROP VIEW of what is a table, and the like (DropErrorMsgWrongType).</summary>
    private static string? KindError(string? wanted, RelationName relation, EffectScope scope)
    {
        var isView = scope.Catalog.Views.TryGetValue(relation, out var view);
        return (wanted, isView, view) switch
        {
            ("OBJECT_VIEW", false, _) when scope.Find(relation) is { IsComplete: true } => $"\"{relation.Name}\" is not a view",
            ("OBJECT_VIEW", true, { IsComplete: true, IsMaterialized: true }) => $"\"{relation.Name}\" is not a view",
            ("OBJECT_MATVIEW", false, _) when scope.Find(relation) is { IsComplete: true } => $"\"{relation.Name}\" is not a materialized view",
            ("OBJECT_MATVIEW", true, { IsComplete: true, IsMaterialized: false }) => $"\"{relation.Name}\" is not a materialized view",
            _ => null,
        };
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
