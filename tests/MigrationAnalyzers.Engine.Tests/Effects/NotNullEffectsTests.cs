using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using static MigrationAnalyzers.Engine.Tests.TestOperations;

namespace MigrationAnalyzers.Engine.Tests.Effects;

public sealed class NotNullEffectsTests
{
    private static readonly SchemaCatalog Base = Catalog(CreateTable("t", Column("a"), Column("d")));

    private static SchemaCatalog With(params MigrationOperation[] operations) => Base.StartUnit().After(operations).EndUnit();

    [Fact]
    public void NullableColumn_IsScanned() =>
        Assert.Equal("t:AE+Scan", EffectOf(Base, SetNotNull("t", "a")).Locks());

    [Fact]
    public void UnknownTable_IsScanned() =>
        Assert.Equal("t:AE+Scan", EffectOf(SchemaCatalog.Unknown, SetNotNull("t", "a")).Locks());

    [Fact]
    public void ColumnThatIsNotNullInTheCatalog_IsNotScanned() =>
        Assert.Equal("t:AE", EffectOf(Base, SetNotNull("t", "id")).Locks());

    [Fact]
    public void ColumnThatTheSourceSaysIsNotNull_IsNotScanned() =>
        Assert.Equal("t:AE", EffectOf(SchemaCatalog.Unknown, SetNotNull("t", "a") with { WasNullable = false }).Locks());

    [Fact]
    public void ValidCheck_ProvesIt()
    {
        var effect = EffectOf(With(Add("t", Check("ck", IsNotNull("a")))), SetNotNull("t", "a"));

        Assert.Equal("t:AE", effect.Locks());
        Assert.Equal("ck", effect.ProvedBy);
    }

    [Fact]
    public void CheckNotValid_ProvesNothing() =>
        Assert.Equal("t:AE+Scan", EffectOf(With(Add("t", Check("ck", IsNotNull("a"), notValid: true))), SetNotNull("t", "a")).Locks());

    [Fact]
    public void CheckValidatedLater_ProvesIt() =>
        Assert.Equal(
            "t:AE",
            EffectOf(With(Add("t", Check("ck", IsNotNull("a"), notValid: true)), Validate("t", "ck")), SetNotNull("t", "a")).Locks());

    [Fact]
    public void OtherCheckOfTheColumn_ProvesNothing() =>
        Assert.Equal("t:AE+Scan", EffectOf(With(Add("t", Check("ck", Condition("a > 0", "a")))), SetNotNull("t", "a")).Locks());

    [Fact]
    public void CheckFollowsARenamedColumn() =>
        Assert.Equal(
            "t:AE",
            EffectOf(With(Add("t", Check("ck", IsNotNull("a"))), RenameColumn("t", "a", "b")), SetNotNull("t", "b")).Locks());

    [Fact]
    public void DropOfTheProofInTheSameAlter_Scans()
    {
        var effects = EffectsOf(With(Add("t", Check("ck", IsNotNull("a")))), 14, SetNotNull("t", "a"), DropConstraint("t", "ck"));

        Assert.Equal(["t:AE+Scan", "t:AE"], effects.Select(static e => e.Locks()));
    }

    [Fact]
    public void OneOfTwoProved_ScansForTheOther()
    {
        var effects = EffectsOf(With(Add("t", Check("ck", IsNotNull("a")))), 14, SetNotNull("t", "a"), SetNotNull("t", "d"));

        Assert.Equal(["t:AE", "t:AE+Scan"], effects.Select(static e => e.Locks()));
    }

    [Fact]
    public void TypeChangeThatRewrites_VerifiesInTheSamePass()
    {
        var effects = EffectsOf(Base, 14, SetNotNull("t", "a"), AlterType("t", "a", BigInt));

        Assert.Equal(["t:AE", "t:AE+Rewrite"], effects.Select(static e => e.Locks()));
    }

    [Fact]
    public void ColumnAddedInTheSameAlterWithDefault_IsScanned()
    {
        var effects = EffectsOf(Base, 14, AddColumn("t", Column("z") with { Default = Constant("1") }), SetNotNull("t", "z"));

        Assert.Equal("t:AE+Scan", effects[1].Locks());
    }

    [Fact]
    public void CheckOfEachPartition_ProvesItForTheParent()
    {
        var catalog = Catalog(Partitioned("pp", Column("k")), PartitionOf("pp", "pp1"), PartitionOf("pp", "pp2"));
        var proved = catalog.StartUnit().After(Add("pp1", Check("c1", IsNotNull("k"))), Add("pp2", Check("c2", IsNotNull("k"))));

        Assert.Equal("pp1:AE+Scan pp2:AE+Scan pp:AE+Scan", EffectOf(catalog, SetNotNull("pp", "k")).Locks());
        Assert.Equal("pp1:AE pp2:AE pp:AE", EffectOf(proved, SetNotNull("pp", "k")).Locks());
    }

    [Fact]
    public void NamedNotNullConstraint_ScansUnlessNotValid()
    {
        var constraint = new NotNullConstraint("a") { Name = "nn" };

        Assert.Equal("t:AE+Scan", EffectOf(Base, Add("t", constraint), 18).Locks());
        Assert.Equal("t:AE", EffectOf(Base, Add("t", constraint with { NotValid = true }), 18).Locks());
        Assert.Equal("ADD CONSTRAINT ... NOT NULL needs PostgreSQL 18", EffectOf(Base, Add("t", constraint), 17).Error);
    }

    [Fact]
    public void SetNotNullOverNotValidConstraint_Scans()
    {
        var catalog = With(Add("t", new NotNullConstraint("a") { Name = "nn", NotValid = true }));

        Assert.Equal("t:AE+Scan", EffectOf(catalog, SetNotNull("t", "a"), 18).Locks());
        Assert.Equal("t:SUE+Scan", EffectOf(catalog, Validate("t", "nn"), 18).Locks());
    }
}
