using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using static MigrationAnalyzers.Engine.Tests.TestOperations;

namespace MigrationAnalyzers.Engine.Tests.Effects;

public sealed class AddColumnEffectsTests
{
    private static readonly SchemaCatalog Base = Catalog(CreateTable("p"), CreateTable("t", Column("a"), Column("p_id", BigInt)));

    [Fact]
    public void NullableColumn_LocksBriefly() =>
        Assert.Equal("t:AE", EffectOf(Base, AddColumn("t", Column("x"))).Locks());

    [Theory]
    [InlineData(Volatility.Immutable, "t:AE")]
    [InlineData(Volatility.Stable, "t:AE")]
    [InlineData(Volatility.Volatile, "t:AE+Rewrite")]
    public void Default_RewritesOnlyWhenVolatile(Volatility volatility, string expected)
    {
        var column = Column("x") with { Default = Call("f", volatility) };

        var effect = EffectOf(Base, AddColumn("t", column));

        Assert.Equal(expected, effect.Locks());
        Assert.Null(effect.Unknown);
    }

    [Fact]
    public void DefaultOfUnknownFunction_IsAtLeastTheLock()
    {
        var effect = EffectOf(Base, AddColumn("t", Column("x") with { Default = Call("f", Volatility.Unknown) }));

        Assert.Equal("t:AE", effect.Locks());
        Assert.True(effect.IsAtLeast);
        Assert.Equal("the volatility of f() is not known", effect.Unknown);
    }

    [Theory]
    [InlineData(Volatility.Stable, "t:AE")]
    [InlineData(Volatility.Volatile, "t:AE+Rewrite")]
    public void DefaultOfFunctionOfEarlierMigration_HasItsDeclaredVolatility(Volatility declared, string expected)
    {
        var catalog = Base.StartUnit().After(new CreateFunction(Table("f")) { Volatility = declared, Origin = Somewhere }).EndUnit();

        var effect = EffectOf(catalog, AddColumn("t", Column("x") with { Default = Call("f", Volatility.Unknown) }));

        Assert.Equal(expected, effect.Locks());
        Assert.False(effect.IsAtLeast);
    }

    [Fact]
    public void VolatileFunctionOfEarlierMigration_IsReported()
    {
        var catalog = Base.StartUnit().After(new CreateFunction(Table("f")) { Volatility = Volatility.Volatile, Origin = Somewhere }).EndUnit();
        var add = Statement(AddColumn("t", Column("x") with { Default = Call("f", Volatility.Unknown) }));
        var migration = new Migration("1", new MigrationUnit(MigrationDirection.Up, [add]), MigrationUnit.EmptyDown, DownShape.NotApplicable);

        var finding = Assert.Single(MigrationAnalysis.Analyze(migration, catalog, AnalysisOptions.Default), static f => f.Rule.Id == "DBM2001");

        Assert.Equal(RuleSeverity.Warning, finding.Severity);
    }

    [Fact]
    public void SetDefaultInSameAlter_DoesNotRewrite()
    {
        var effects = EffectsOf(Base, 14, AddColumn("t", Column("x")), SetDefault("t", "x", RandomUuid));

        Assert.Equal(["t:AE", "t:AE"], effects.Select(static e => e.Locks()));
    }

    [Fact]
    public void Serial_Rewrites() =>
        Assert.Equal("t:AE+Rewrite", EffectOf(Base, AddColumn("t", Column("x", Int with { IsSerial = true }))).Locks());

    [Theory]
    [InlineData(GeneratedKind.Identity, 18, "t:AE+Rewrite")]
    [InlineData(GeneratedKind.Stored, 18, "t:AE+Rewrite")]
    [InlineData(GeneratedKind.Virtual, 18, "t:AE")]
    public void GeneratedColumn_RewritesUnlessVirtual(GeneratedKind kind, int version, string expected) =>
        Assert.Equal(expected, EffectOf(Base, AddColumn("t", Column("x") with { Generated = kind }), version).Locks());

    [Fact]
    public void VirtualColumnBefore18_IsAnError() =>
        Assert.Equal(
            "a virtual generated column needs PostgreSQL 18",
            EffectOf(Base, AddColumn("t", Column("x") with { Generated = GeneratedKind.Virtual }), 17).Error);

    [Fact]
    public void VirtualNotNullColumn_Scans() =>
        Assert.Equal("t:AE+Scan", EffectOf(Base, AddColumn("t", Column("x", nullable: false) with { Generated = GeneratedKind.Virtual }), 18).Locks());

    [Fact]
    public void InlineCheck_ScansWithoutDefaultToo() =>
        Assert.Equal("t:AE+Scan", EffectOf(Base, AddColumn("t", Column("x"), Check("ck", Condition("x > 0", "x")))).Locks());

    [Fact]
    public void InlineUnique_BuildsAnIndex() =>
        Assert.Equal("t:AE+IndexBuild", EffectOf(Base, AddColumn("t", Column("x"), new UniqueConstraint(["x"]))).Locks());

    [Fact]
    public void InlineForeignKeyWithoutDefault_IsNotValidated() =>
        Assert.Equal("p:SRE t:AE", EffectOf(Base, AddColumn("t", Column("x"), ForeignKey("fk", "x", "p"))).Locks());

    [Fact]
    public void InlineForeignKeyWithDefault_IsValidated() =>
        Assert.Equal(
            "p:SRE t:AE+ForeignKeyScan",
            EffectOf(Base, AddColumn("t", Column("x") with { Default = Constant("1") }, ForeignKey("fk", "x", "p"))).Locks());

    [Theory]
    [InlineData(12, "p:SRE t:AE+ForeignKeyScan")]
    [InlineData(13, "p:SRE t:AE")]
    public void InlineForeignKey_IsValidatedBefore13WhenAnotherNewColumnHasADefault(int version, string expected)
    {
        var effects = EffectsOf(
            Base, version, AddColumn("t", Column("x"), ForeignKey("fk", "x", "p")), AddColumn("t", Column("y") with { Default = Constant("1") }));

        Assert.Equal(expected, effects[0].Locks());
    }

    [Theory]
    [InlineData(false, "t:AE")]
    [InlineData(true, "t:AE+Rewrite")]
    public void Domain_RewritesWhenConstrained(bool notNull, string expected)
    {
        var catalog = Base.StartUnit().After(new CreateDomain(Table("dom"), Text) { NotNull = notNull, Origin = Somewhere });

        Assert.Equal(expected, EffectOf(catalog, AddColumn("t", Column("x", Type("dom")))).Locks());
    }

    [Theory]
    [InlineData(12, "t:AE")]
    [InlineData(13, "t:AE+Rewrite")]
    public void VolatileDefaultOfDomain_RewritesSince13(int version, string expected)
    {
        var catalog = Base.StartUnit().After(new CreateDomain(Table("dom"), Text) { Default = RandomUuid, Origin = Somewhere });

        Assert.Equal(expected, EffectOf(catalog, AddColumn("t", Column("x", Type("dom"))), version).Locks());
    }

    [Fact]
    public void UnknownUserType_IsNotGuessed()
    {
        var effect = EffectOf(Base, AddColumn("t", Column("x", Type("mystery"))));

        Assert.True(effect.IsAtLeast);
        Assert.Equal("whether the type mystery is a domain with constraints is not known", effect.Unknown);
    }

    [Fact]
    public void ColumnThatExists_IsOnlyLocked()
    {
        var add = AddColumn("t", Column("a") with { Default = RandomUuid }) with { IfNotExists = true };

        Assert.Equal("t:AE", EffectOf(Base, add).Locks());
    }

    [Fact]
    public void PartitionedTable_RewritesItsPartitions()
    {
        var catalog = Catalog(Partitioned("pp", Column("k")), PartitionOf("pp", "pp1"), PartitionOf("pp", "pp2"));

        var effect = EffectOf(catalog, AddColumn("pp", Column("x") with { Default = RandomUuid }));

        Assert.Equal("pp1:AE+Rewrite pp2:AE+Rewrite pp:AE+Rewrite", effect.Locks());
    }

    [Fact]
    public void CheckIsVerifiedWhileAnotherColumnRewritesTheTable()
    {
        var effects = EffectsOf(
            Base, 14, AddColumn("t", Column("x"), Check("ck", Condition("x > 0", "x"))), AddColumn("t", Column("y") with { Default = RandomUuid }));

        Assert.Equal(["t:AE", "t:AE+Rewrite"], effects.Select(static e => e.Locks()));
    }
}
