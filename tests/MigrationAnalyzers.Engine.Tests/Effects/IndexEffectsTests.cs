using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using static MigrationAnalyzers.Engine.Tests.TestOperations;

namespace MigrationAnalyzers.Engine.Tests.Effects;

public sealed class IndexEffectsTests
{
    private static readonly SchemaCatalog Base = Catalog(CreateTable("t", Column("a")), CreateIndex("t", "t_a", "a"));

    private static readonly SchemaCatalog Parted = Catalog(
        Partitioned("pp", Column("k")), PartitionOf("pp", "pp1"), PartitionOf("pp", "pp2"), CreateIndex("pp2", "existing", "k"));

    [Fact]
    public void CreateIndex_BlocksWrites()
    {
        var effect = EffectOf(Base, CreateIndex("t", "ix", "a"));

        Assert.Equal("t:S+IndexBuild", effect.Locks());
        Assert.False(effect.CannotRunInTransaction);
    }

    [Fact]
    public void CreateIndexConcurrently_LetsWritesGoOnOutsideATransaction()
    {
        var effect = EffectOf(Base, CreateIndex("t", "ix", "a") with { Concurrently = true });

        Assert.Equal("t:SUE+IndexBuild", effect.Locks());
        Assert.True(effect.CannotRunInTransaction);
        Assert.Null(effect.Error);
    }

    [Fact]
    public void CreateIndexThatExists_IsOnlyLocked() =>
        Assert.Equal("t:S", EffectOf(Base, CreateIndex("t", "t_a", "a") with { IfNotExists = true }).Locks());

    [Fact]
    public void CreateIndexOnPartitionedTable_BuildsWhereItIsMissing() =>
        Assert.Equal("pp1:S+IndexBuild pp2:S pp:S+IndexBuild", EffectOf(Parted, CreateIndex("pp", "ix", "k")).Locks());

    [Fact]
    public void CreateIndexOnOnlyTheParent_BuildsNothing() =>
        Assert.Equal("pp:S", EffectOf(Parted, CreateIndex("pp", "ix", "k") with { Only = true }).Locks());

    [Fact]
    public void CreateIndexOnOnlyAnUnknownTable_IsTakenForThatOfAPartitionedOne() =>
        Assert.Equal("unknown:S", EffectOf(Parted, CreateIndex("unknown", "ix", "k") with { Only = true }).Locks());

    [Fact]
    public void CreateIndexConcurrentlyOnPartitionedTable_IsAnError() =>
        Assert.Equal(
            "cannot create index on partitioned table \"pp\" concurrently",
            EffectOf(Parted, CreateIndex("pp", "ix", "k") with { Concurrently = true }).Error);

    [Fact]
    public void ErrorOfAStatementThatMayNotRun_IsNotSaid()
    {
        var statement = Statement(CreateIndex("pp", "ix", "k") with { Concurrently = true }) with { Circumstances = Circumstances.Conditional };

        Assert.Null(Engine.Effects.StatementEffects.Of(statement, Parted, new(14))[0].Error);
    }

    [Fact]
    public void VolatileKey_IsAnError()
    {
        var index = CreateIndex("t", "ix") with { Keys = [new IndexKey(null, Call("random", Volatility.Volatile))] };

        Assert.Equal("functions in index expression must be marked IMMUTABLE", EffectOf(Base, index).Error);
    }

    [Fact]
    public void NullsNotDistinct_Needs15()
    {
        var index = CreateIndex("t", "ix", "a") with { NullsNotDistinct = true };

        Assert.NotNull(EffectOf(Base, index, 14).Error);
        Assert.Null(EffectOf(Base, index, 15).Error);
    }

    [Fact]
    public void DropIndex_FindsItsTable() =>
        Assert.Equal("t:AE t_a:AE", EffectOf(Base, DropIndex("t_a")).Locks());

    [Fact]
    public void DropIndexConcurrently_LetsAllGoOnOutsideATransaction()
    {
        var effect = EffectOf(Base, DropIndex("t_a") with { Concurrently = true });

        Assert.Equal("t:SUE t_a:SUE", effect.Locks());
        Assert.True(effect.CannotRunInTransaction);
    }

    [Fact]
    public void DropIndexOfUnknownTable_SaysSo()
    {
        var effect = EffectOf(Base, DropIndex("nobody_knows"));

        Assert.Equal("nobody_knows:AE", effect.Locks());
        Assert.Equal("the table of index nobody_knows is not known: it is locked too", effect.Unknown);
    }

    [Fact]
    public void DropIndexOfAConstraint_IsAnError() =>
        Assert.Equal(
            "cannot drop index t_pkey because constraint t_pkey on table t requires it", EffectOf(Base, DropIndex("t_pkey")).Error);

    [Fact]
    public void DropIndexOfPartitionedTable_LocksAllPartitions()
    {
        var catalog = Parted.StartUnit().After(CreateIndex("pp", "ix", "k"));

        Assert.Equal("ix:AE pp1:AE pp2:AE pp:AE", EffectOf(catalog, DropIndex("ix")).Locks());
    }

    [Fact]
    public void RenameIndex_LocksTheIndexAlone() =>
        Assert.Equal("t_a:SUE", EffectOf(Base, new RenameIndex(Table("t_a"), "t_b", null) { Origin = Somewhere }).Locks());

    [Fact]
    public void ReindexIndex_BlocksWritesAndQueriesThatPlanTheIndex() =>
        Assert.Equal(
            "t:S+IndexBuild t_a:AE+IndexBuild", EffectOf(Base, new Reindex(ReindexTarget.Index, Table("t_a")) { Origin = Somewhere }).Locks());

    [Theory]
    [InlineData(13, false)]
    [InlineData(14, true)]
    public void ReindexOfPartitionedTable_RefusesATransactionSince14(int version, bool refuses) =>
        Assert.Equal(
            refuses, EffectOf(Parted, new Reindex(ReindexTarget.Table, Table("pp")) { Origin = Somewhere }, version).CannotRunInTransaction);

    [Theory]
    [InlineData(ReindexTarget.Schema)]
    [InlineData(ReindexTarget.Database)]
    [InlineData(ReindexTarget.System)]
    public void ReindexOfManyTables_RefusesATransaction(ReindexTarget target) =>
        Assert.True(EffectOf(Base, new Reindex(target, null) { Origin = Somewhere }).CannotRunInTransaction);
}
