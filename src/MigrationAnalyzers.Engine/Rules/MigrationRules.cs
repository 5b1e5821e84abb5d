using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Rules.Compatibility;
using MigrationAnalyzers.Engine.Rules.Configuration;
using MigrationAnalyzers.Engine.Rules.Data;
using MigrationAnalyzers.Engine.Rules.Design;
using MigrationAnalyzers.Engine.Rules.Locking;
using MigrationAnalyzers.Engine.Rules.Reversibility;
using MigrationAnalyzers.Engine.Rules.Rewrite;
using MigrationAnalyzers.Engine.Rules.Sql;
using MigrationAnalyzers.Engine.Rules.Transactions;

namespace MigrationAnalyzers.Engine.Rules;

/// <summary>All rules, ordered by id.</summary>
public static class MigrationRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new DBM1001CreateIndexBlocksWrites(),
        new DBM1002DropIndexBlocks(),
        new DBM1003ForeignKeyValidated(),
        new DBM1004CheckValidated(),
        new DBM1005SetNotNullScans(),
        new DBM1006ReindexBlocks(),
        new DBM1007UniqueConstraintBuildsIndex(),
        new DBM1008ExclusionConstraintBuildsIndex(),
        new DBM1009PrimaryKeyUsingIndexScans(),
        new DBM1010TypeChangeScans(),
        new DBM1011DomainConstraintScans(),
        new DBM1012PartitionAttachScans(),
        new DBM1013PartitionLocksParent(),
        new DBM1014ConstraintRecreated(),
        new DBM1015ValidatedWhileLocked(),
        new DBM1016MaterializedViewRefreshBlocks(),
        new DBM1017TableLockedExplicitly(),
        new DBM1018OtherTableLocked(),
        new DBM1019WorkUnderExclusiveLock(),
        new DBM1020SeveralTablesLocked(),
        new DBM2001VolatileDefault(),
        new DBM2002TypeChangeRewrites(),
        new DBM2003TypeChangeRebuildsIndexes(),
        new DBM2004IdentityColumnRewrites(),
        new DBM2005StoredColumnRewrites(),
        new DBM2006ConstrainedDomainRewrites(),
        new DBM2007StorageChangeRewrites(),
        new DBM2008TableRewritten(),
        new DBM2009ComputedColumnRecreated(),
        new DBM3001ColumnRenamed(),
        new DBM3002TableRenamed(),
        new DBM3003ColumnDropped(),
        new DBM3004TableDropped(),
        new DBM3005ObjectRenamed(),
        new DBM3006ObjectDropped(),
        new DBM3007RequiredColumnAdded(),
        new DBM3008ColumnMadeRequired(),
        new DBM3009ColumnTypeIncompatible(),
        new DBM3010UniquenessAdded(),
        new DBM3011ViewColumnsChanged(),
        new DBM3012DropCascade(),
        new DBM3013RenameInDisguise(),
        new DBM3014EnumLabelChanged(),
        new DBM3015ContractMissing(),
        new DBM3016NullabilityDropped(),
        new DBM4001UnboundedWrite(),
        new DBM4002TypeChangeLosesData(),
        new DBM4003TypeChangeNeedsUsing(),
        new DBM4004SeededRowsOnExistingTable(),
        new DBM4005SchemaAndDataMixed(),
        new DBM4006AnalyzeMissing(),
        new DBM4007BatchLoopDoesNotCommit(),
        new DBM4008BatchLoopEndsWrongly(),
        new DBM4009NullsSkipped(),
        new DBM4010OffsetPaging(),
        new DBM4011TableTruncated(),
        new DBM4012SequenceNotAdvanced(),
        new DBM5001NotInTransaction(),
        new DBM5002NonTransactionalShared(),
        new DBM5003LockTimeoutMissing(),
        new DBM5004LockTimeoutUseless(),
        new DBM5005LockTimeoutDuringConcurrentBuild(),
        new DBM5006SettingLeaks(),
        new DBM5007TransactionControlInMigration(),
        new DBM5008EnumValueUsed(),
        new DBM5009NeverValidated(),
        new DBM5010InvalidIndexKept(),
        new DBM5011CommandTimeout(),
        new DBM5012MigrateAtStartup(),
        new DBM5013EnsureCreatedWithMigrations(),
        new DBM5014MigrateInTransaction(),
        new DBM6001DownMissing(),
        new DBM6002DownDoesNotUndo(),
        new DBM6003DownLosesData(),
        new DBM7001SyntaxError(),
        new DBM7002UnknownText(),
        new DBM7003StatementFails(),
        new DBM7004NameFolded(),
        new DBM7005NameTooLong(),
        new DBM7006OtherDatabase(),
        new DBM7007FailsWithRows(),
        new DBM7008IfNotExistsHidesDifference(),
        new DBM8001JsonColumn(),
        new DBM8002IntegerPrimaryKey(),
        new DBM8003DiscouragedType(),
        new DBM8004LimitedText(),
        new DBM8005TimestampWithoutTimeZone(),
        new DBM8006SerialColumn(),
        new DBM8007ForeignKeyWithoutIndex(),
        new DBM8008RedundantIndex(),
        new DBM8009WideIndex(),
        new DBM8010ForeignKeyTypeMismatch(),
        new DBM8011TableWithoutPrimaryKey(),
        new DBM8012UnnamedConstraint(),
        new DBM8013UnloggedTable(),
        new DBM8014TriggersDisabled(),
        new DBM8015AutovacuumDisabled(),
        new DBM8016GrantedToPublic(),
        new DBM8017SecurityDefinerSearchPath(),
        new DBM8018RowSecurityWithoutPolicy(),
        new DBM8019ConstraintNotEnforced(),
        new DBM8020CheckNotImmutable(),
        new DBM8021SequenceStaysInteger(),
        new DBM8022ReplicaIdentityLost(),
        new DBM8023CascadingDelete(),
        new DBM9001InvalidOption(),
        new DBM9002SuppressionWithoutReason(),
        new DBM9003SuppressionUnused(),
        new DBM9004BaselineUnused(),
    ];

    public static bool Has(string id)
    {
        foreach (var rule in All)
        {
            if (string.Equals(rule.Info.Id, id, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public static RuleInfo InfoOf(string id)
    {
        foreach (var rule in All)
        {
            if (string.Equals(rule.Info.Id, id, StringComparison.Ordinal))
            {
                return rule.Info;
            }
        }

        throw new ArgumentException($"There is no rule {id}.", nameof(id));
    }
}
