using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using static MigrationAnalyzers.Engine.Tests.TestOperations;

namespace MigrationAnalyzers.Engine.Tests.Effects;

public sealed class TypeChangeEffectsTests
{
    private static readonly SqlType Varchar50 = Type("varchar", 50);

    private static readonly SqlType Citext = Type("citext");

    private static readonly SchemaCatalog Base = Catalog(CreateTable("q", Column("x", Varchar50)), CreateIndex("q", "q_i", "x"));

    private static SchemaCatalog With(params MigrationOperation[] operations) => Base.StartUnit().After(operations).EndUnit();

    [Fact]
    public void Widening_OnlyLocks() => Assert.Equal("q:AE", EffectOf(Base, AlterType("q", "x", Text)).Locks());

    [Fact]
    public void Narrowing_Rewrites() => Assert.Equal("q:AE+Rewrite", EffectOf(Base, AlterType("q", "x", Type("varchar", 20))).Locks());

    [Fact]
    public void OtherOperators_RebuildTheIndex() => Assert.Equal("q:AE+IndexBuild", EffectOf(Base, AlterType("q", "x", Citext)).Locks());

    [Fact]
    public void OtherOperatorsWithoutIndex_OnlyLock() =>
        Assert.Equal("q:AE", EffectOf(Catalog(CreateTable("q", Column("x", Varchar50))), AlterType("q", "x", Citext)).Locks());

    [Fact]
    public void UnknownIndexes_AreSaid()
    {
        var effect = EffectOf(SchemaCatalog.Unknown, AlterType("q", "x", Citext) with { OldType = Text });

        Assert.Equal("q:AE", effect.Locks());
        Assert.True(effect.IsAtLeast);
    }

    [Fact]
    public void UnknownOldType_IsNotGuessed()
    {
        var effect = EffectOf(SchemaCatalog.Unknown, AlterType("q", "x", BigInt));

        Assert.Equal("q:AE", effect.Locks());
        Assert.Equal("the type of q.x is not known", effect.Unknown);
    }

    [Fact]
    public void OldTypeOfTheSource_IsUsedWhereTheCatalogKnowsNone() =>
        Assert.Equal("q:AE+Rewrite", EffectOf(SchemaCatalog.Unknown, AlterType("q", "x", BigInt) with { OldType = Int }).Locks());

    [Fact]
    public void Collation_RebuildsTheIndex() =>
        Assert.Equal("q:AE+IndexBuild", EffectOf(Base, AlterType("q", "x", Text) with { Collation = "C", ChangesCollation = true }).Locks());

    [Fact]
    public void CollationThatTheColumnHas_ChangesNothing()
    {
        var catalog = With(AlterType("q", "x", Text) with { Collation = "C", ChangesCollation = true });

        Assert.Equal("q:AE", EffectOf(catalog, AlterType("q", "x", Type("varchar")) with { Collation = "C", ChangesCollation = true }).Locks());
        Assert.Equal("q:AE+IndexBuild", EffectOf(catalog, AlterType("q", "x", Type("varchar"))).Locks());
    }

    [Fact]
    public void PartialIndexOverTheColumn_IsRebuilt()
    {
        var catalog = With(CreateIndex("q", "q_p", "id") with { Filter = Condition("x = 'a'", "x") });

        Assert.Equal("q:AE+IndexBuild", EffectOf(catalog, AlterType("q", "x", Text)).Locks());
    }

    [Fact]
    public void ValidCheckOverTheColumn_IsVerified()
    {
        Assert.Equal("q:AE+Scan", EffectOf(With(Add("q", Check("ck", Condition("length(x) < 10", "x")))), AlterType("q", "x", Text)).Locks());
        Assert.Equal("q:AE", EffectOf(With(Add("q", Check("ck", Condition("length(x) < 10", "x"), notValid: true))), AlterType("q", "x", Text)).Locks());
        Assert.Equal("q:AE", EffectOf(With(Add("q", Check("ck", Condition("id > 0", "id")))), AlterType("q", "x", Text)).Locks());
    }

    [Fact]
    public void ForeignKey_LocksThePartner()
    {
        var catalog = Catalog(CreateTable("p"), CreateTable("c", Column("p_id", Int)), Add("c", ForeignKey("fk", "p_id", "p")));

        Assert.Equal("c:AE+ForeignKeyScan, Rewrite p:AE", EffectOf(catalog, AlterType("c", "p_id", BigInt)).Locks());
        Assert.Equal("c:AE+ForeignKeyScan p:AE+Rewrite", EffectOf(catalog, AlterType("p", "id", Type("numeric"))).Locks());
    }

    [Fact]
    public void ForeignKeyOfRelabelledColumn_IsNotValidatedAgain()
    {
        var catalog = Catalog(
            CreateTable("p", Column("code", Varchar50)), CreateTable("c", Column("code", Varchar50)),
            Add("c", new ForeignKeyConstraint(["code"], Table("p"), ["code"]) { Name = "fk" }));

        Assert.Equal("c:AE p:AE", EffectOf(catalog, AlterType("c", "code", Text)).Locks());
    }

    [Fact]
    public void OtherUsing_Rewrites() =>
        Assert.Equal("q:AE+Rewrite", EffectOf(Base, AlterType("q", "x", Text) with { Using = SqlFrontEnd.ReadExpression("x || ''") }).Locks());

    [Theory]
    [InlineData("x")]
    [InlineData("(X)")]
    [InlineData("\"x\"")]
    public void UsingTheColumnItself_AddsNothing(string text) =>
        Assert.Equal("q:AE", EffectOf(Base, AlterType("q", "x", Text) with { Using = SqlFrontEnd.ReadExpression(text) }).Locks());

    [Fact]
    public void GeneratedColumnOverIt_IsAnError()
    {
        var generated = Column("g") with { Generated = GeneratedKind.Stored, GenerationExpression = Condition("x || 'y'", "x") };

        Assert.Equal(
            "cannot alter type of a column used by a generated column",
            EffectOf(Catalog(CreateTable("q", Column("x", Varchar50), generated)), AlterType("q", "x", Text)).Error);
    }

    [Fact]
    public void MissingUsing_IsAnError() =>
        Assert.Equal(
            "column \"x\" cannot be cast automatically to type uuid", EffectOf(Base, AlterType("q", "x", Type("uuid"))).Error);

    [Fact]
    public void Partition_IsChangedWithItsParent()
    {
        var catalog = Catalog(Partitioned("pp", Column("k"), Column("v", Varchar50)), PartitionOf("pp", "pp1"));

        Assert.Equal("pp1:AE+Rewrite pp:AE+Rewrite", EffectOf(catalog, AlterType("pp", "v", Type("varchar", 10))).Locks());
    }

    [Theory]
    [InlineData(TableObjectKind.Trigger, "cannot alter type of a column used in a trigger definition")]
    [InlineData(TableObjectKind.Policy, "cannot alter type of a column used in a policy definition")]
    [InlineData(TableObjectKind.Rule, "cannot alter type of a column used by a view or rule")]
    public void ObjectThatUsesTheColumn_IsAnErrorUntilItIsDropped(TableObjectKind kind, string error)
    {
        var used = new TableObject(kind, "o") { Columns = ["x"] };
        var catalog = With(new OtherTableChange(Table("q"), "CreateStmt") { Object = used, Origin = Somewhere });

        Assert.Equal(error, EffectOf(catalog, AlterType("q", "x", Text)).Error);

        catalog = catalog.StartUnit().After(new OtherTableChange(Table("q"), "DropStmt") { Object = new TableObject(kind, "o"), Origin = Somewhere });
        Assert.Null(EffectOf(catalog, AlterType("q", "x", Text)).Error);
    }

    [Fact]
    public void DefaultThatCannotBeCast_IsAnErrorWhateverUsingSays()
    {
        var catalog = Catalog(CreateTable("q", Column("x", Text) with { Default = SqlFrontEnd.ReadExpression("'5'") }));

        Assert.Equal(
            "default for column \"x\" cannot be cast automatically to type int4",
            EffectOf(catalog, AlterType("q", "x", Int) with { Using = SqlFrontEnd.ReadExpression("x::int") }).Error);
    }
}
