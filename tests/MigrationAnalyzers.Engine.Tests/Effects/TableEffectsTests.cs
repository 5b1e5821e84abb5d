using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using static MigrationAnalyzers.Engine.Tests.TestOperations;

namespace MigrationAnalyzers.Engine.Tests.Effects;

public sealed class TableEffectsTests
{
    private static readonly SchemaCatalog Base = Catalog(
        CreateTable("p"), CreateTable("t", Column("a"), Column("p_id", BigInt)), Add("t", ForeignKey("fk", "p_id", "p")));

    private static readonly SchemaCatalog Parted = Catalog(
        Partitioned("pp", Column("k")), PartitionOf("pp", "pp1"), PartitionOf("pp", "ppd") with { Bound = new DefaultBound() }, new CreateTable(Table("ch"), [Column("k")], []) { Origin = Somewhere });

    [Fact]
    public void CreateTable_LocksItselfAndWhatItReferences() =>
        Assert.Equal("n:AE p:SRE", EffectOf(Base, new CreateTable(Table("n"), [Column("p_id", BigInt)], [ForeignKey("fk_n", "p_id", "p")]) { Origin = Somewhere }).Locks());

    [Fact]
    public void CreatePartition_BlocksItsParentAndScansTheDefaultPartition() =>
        Assert.Equal("pp9:AE pp:AE ppd:AE+Scan", EffectOf(Parted, PartitionOf("pp", "pp9")).Locks());

    [Fact]
    public void CreateTableThatInherits_LocksItsParent() =>
        Assert.Equal("kid:AE t:SUE", EffectOf(Base, new CreateTable(Table("kid"), [], []) { Inherits = [Table("t")], Origin = Somewhere }).Locks());

    [Fact]
    public void DropTable_LocksWhatItReferences() => Assert.Equal("p:AE t:AE", EffectOf(Base, DropTable("t")).Locks());

    [Fact]
    public void DropReferencedTable_FailsOrCascades()
    {
        Assert.Equal("cannot drop table p because other objects depend on it", EffectOf(Base, DropTable("p")).Error);
        Assert.Equal("p:AE t:AE", EffectOf(Base, DropTable("p") with { Cascade = true }).Locks());
        Assert.Null(EffectOf(Base, DropTable("p") with { Cascade = true }).Error);
    }

    [Fact]
    public void DropOfBothTables_IsNoError() => Assert.All(EffectsOf(Base, 14, DropTable("p"), DropTable("t")), static e => Assert.Null(e.Error));

    [Fact]
    public void DropPartition_BlocksItsParent() => Assert.Equal("pp1:AE pp:AE ppd:AE", EffectOf(Parted, DropTable("pp1")).Locks());

    [Theory]
    [InlineData(TableStorageChange.SetUnlogged, null, "t:AE+Rewrite")]
    [InlineData(TableStorageChange.SetLogged, null, "t:AE")]
    [InlineData(TableStorageChange.SetTablespace, "fast", "t:AE+Copy")]
    [InlineData(TableStorageChange.SetTablespace, "pg_default", "t:AE")]
    [InlineData(TableStorageChange.SetAccessMethod, "columnar", "t:AE+Rewrite")]
    [InlineData(TableStorageChange.SetParameters, "fillfactor", "t:SUE")]
    [InlineData(TableStorageChange.SetParameters, "user_catalog_table", "t:AE")]
    public void Storage_IsRewrittenOrCopied(TableStorageChange change, string? value, string expected) =>
        Assert.Equal(expected, EffectOf(Base, new AlterTableStorage(Table("t"), change, value) { Origin = Somewhere }, 15).Locks());

    [Fact]
    public void Attach_ScansThePartitionAndTheDefaultPartition() =>
        Assert.Equal(
            "ch:AE+Scan pp:SUE ppd:AE+Scan", EffectOf(Parted, new AttachPartition(Table("pp"), Table("ch")) { Origin = Somewhere }).Locks());

    [Fact]
    public void AttachWithCheckThatMayProveTheBounds_IsAtLeast()
    {
        var bounds = Condition("k IS NOT NULL AND k >= 1", "k") with { ProvesNotNull = ["k"] };
        var catalog = Parted.StartUnit().After(Add("ch", Check("cc", bounds)));

        var effect = EffectOf(catalog, new AttachPartition(Table("pp"), Table("ch")) { Origin = Somewhere });

        Assert.Equal("ch:AE pp:SUE ppd:AE+Scan", effect.Locks());
        Assert.Equal("whether the CHECK constraints of ch imply the bounds of the partition is not known", effect.Unknown);
    }

    [Fact]
    public void AttachWithoutTheParentsIndex_BuildsIt()
    {
        var catalog = Catalog(Partitioned("pp", Column("k")), CreateIndex("pp", "ppi", "k"), CreateTable("ch", Column("k")));
        var attach = new AttachPartition(Table("pp"), Table("ch")) { Origin = Somewhere };

        Assert.Equal("ch:AE+Scan, IndexBuild pp:SUE", EffectOf(catalog, attach).Locks());
        Assert.Equal("ch:AE+Scan pp:SUE", EffectOf(catalog.StartUnit().After(CreateIndex("ch", "chi", "k")), attach).Locks());
    }

    [Theory]
    [InlineData(13, "pp1:SUE pp:AE ppd:AE")]
    [InlineData(14, "pp1:AE pp:AE ppd:AE")]
    public void Detach_BlocksTheParent(int version, string expected) =>
        Assert.Equal(expected, EffectOf(Parted, new DetachPartition(Table("pp"), Table("pp1")) { Origin = Somewhere }, version).Locks());

    [Theory]
    [InlineData(13, "DETACH PARTITION ... CONCURRENTLY needs PostgreSQL 14")]
    [InlineData(14, "cannot detach partitions concurrently when a default partition exists")]
    public void DetachConcurrently_RefusesATransactionAndADefaultPartition(int version, string error)
    {
        var effect = EffectOf(Parted, new DetachPartition(Table("pp"), Table("pp1")) { Concurrently = true, Origin = Somewhere }, version);

        Assert.True(effect.CannotRunInTransaction);
        Assert.Equal(error, effect.Error);
    }
}
