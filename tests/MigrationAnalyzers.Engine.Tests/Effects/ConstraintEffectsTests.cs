using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using static MigrationAnalyzers.Engine.Tests.TestOperations;

namespace MigrationAnalyzers.Engine.Tests.Effects;

public sealed class ConstraintEffectsTests
{
    private static readonly SchemaCatalog Base = Catalog(CreateTable("p"), CreateTable("t", Column("a"), Column("p_id", BigInt)));

    private static SchemaCatalog With(params MigrationOperation[] operations) => Base.StartUnit().After(operations).EndUnit();

    [Fact]
    public void ForeignKey_LocksBothTablesWhileItIsValidated() =>
        Assert.Equal("p:SRE t:SRE+ForeignKeyScan", EffectOf(Base, Add("t", ForeignKey("fk", "p_id", "p"))).Locks());

    [Fact]
    public void ForeignKeyNotValid_LocksBothBriefly() =>
        Assert.Equal("p:SRE t:SRE", EffectOf(Base, Add("t", ForeignKey("fk", "p_id", "p", notValid: true))).Locks());

    [Fact]
    public void ForeignKeyNotValidBesideAddColumn_IsHeldAtTheStrongestLock()
    {
        var effects = EffectsOf(Base, 14, AddColumn("t", Column("z")), Add("t", ForeignKey("fk", "z", "p", notValid: true)));

        Assert.Equal(["t:AE", "p:SRE t:AE"], effects.Select(static e => e.Locks()));
    }

    [Theory]
    [InlineData(17, "cannot add NOT VALID foreign key on partitioned table \"pp\" referencing relation \"p\"")]
    [InlineData(18, null)]
    public void ForeignKeyNotValidFromPartitionedTable_IsAnErrorBefore18(int version, string? error)
    {
        var catalog = Catalog(CreateTable("p"), Partitioned("pp", Column("k", BigInt)), PartitionOf("pp", "pp1"));

        var effect = EffectOf(catalog, Add("pp", ForeignKey("fk", "k", "p", notValid: true)), version);

        Assert.Equal(error, effect.Error);
        Assert.Equal("p:SRE pp1:SRE pp:SRE", effect.Locks());
    }

    [Fact]
    public void ForeignKeyThatEachPartitionHas_IsNotValidatedAgain()
    {
        var catalog = Catalog(
            CreateTable("p"), Partitioned("pp", Column("k", BigInt)), PartitionOf("pp", "pp1"), Add("pp1", ForeignKey("fk", "k", "p", notValid: true)), Validate("pp1", "fk"));

        Assert.Equal("p:AE pp1:SRE pp:SRE", EffectOf(catalog, Add("pp", ForeignKey("fk", "k", "p"))).Locks());
    }

    [Fact]
    public void ValidateForeignKey_LetsWritesGoOn()
    {
        var catalog = With(Add("t", ForeignKey("fk", "p_id", "p", notValid: true)));

        Assert.Equal("p:RS t:SUE+ForeignKeyScan", EffectOf(catalog, Validate("t", "fk")).Locks());
    }

    [Fact]
    public void ValidateWhatIsValid_ReadsNothing() =>
        Assert.Equal("t:SUE", EffectOf(With(Add("t", Check("ck", Condition("a > 0", "a")))), Validate("t", "ck")).Locks());

    [Fact]
    public void ValidateInTheAlterThatAddsIt_ScansUnderItsLock()
    {
        var effects = EffectsOf(Base, 14, Add("t", Check("ck", Condition("a > 0", "a"), notValid: true)), Validate("t", "ck"));

        Assert.Equal(["t:AE", "t:AE+Scan"], effects.Select(static e => e.Locks()));
    }

    [Fact]
    public void ValidateOfUnknownConstraint_IsAtLeast()
    {
        var effect = EffectOf(SchemaCatalog.Unknown, Validate("t", "nobody_knows"));

        Assert.Equal("the constraint nobody_knows is not known", effect.Unknown);
        Assert.Equal("t:SUE+Scan", effect.Locks());
    }

    [Fact]
    public void ValidateOfMissingConstraint_IsAnError() =>
        Assert.Equal("constraint \"nobody_knows\" of relation \"t\" does not exist", EffectOf(Base, Validate("t", "nobody_knows")).Error);

    [Fact]
    public void Check_ScansUnlessNotValid()
    {
        Assert.Equal("t:AE+Scan", EffectOf(Base, Add("t", Check("ck", Condition("a > 0", "a")))).Locks());
        Assert.Equal("t:AE", EffectOf(Base, Add("t", Check("ck", Condition("a > 0", "a"), notValid: true))).Locks());
    }

    [Fact]
    public void CheckNotEnforced_Needs18()
    {
        var check = Check("ck", Condition("a > 0", "a")) with { NotEnforced = true };

        Assert.Equal("t:AE", EffectOf(Base, Add("t", check), 18).Locks());
        Assert.Equal("NOT ENFORCED needs PostgreSQL 18", EffectOf(Base, Add("t", check), 17).Error);
    }

    [Fact]
    public void Unique_BuildsUnderAccessExclusive() =>
        Assert.Equal("t:AE+IndexBuild", EffectOf(Base, Add("t", new UniqueConstraint(["a"]))).Locks());

    [Fact]
    public void UniqueUsingIndex_BuildsNothing()
    {
        var catalog = With(CreateIndex("t", "ui", "a") with { Unique = true });

        Assert.Equal("t:AE", EffectOf(catalog, Add("t", new UniqueConstraint([]) { Name = "u", UsingIndex = "ui" })).Locks());
    }

    [Fact]
    public void UniqueUsingPartialIndex_IsAnError()
    {
        var catalog = With(CreateIndex("t", "ui", "a") with { Unique = true, Filter = Condition("a > 0", "a") });

        Assert.Equal("\"ui\" is a partial index", EffectOf(catalog, Add("t", new UniqueConstraint([]) { Name = "u", UsingIndex = "ui" })).Error);
    }

    [Fact]
    public void PrimaryKeyUsingIndex_ScansANullableColumn()
    {
        var key = new PrimaryKeyConstraint([]) { Name = "pk", UsingIndex = "ui" };
        var nullable = Catalog(new CreateTable(Table("q"), [Column("x")], []) { Origin = Somewhere }, CreateIndex("q", "ui", "x") with { Unique = true });

        Assert.Equal("q:AE+Scan", EffectOf(nullable, Add("q", key)).Locks());
        Assert.Equal("q:AE", EffectOf(nullable.StartUnit().After(SetNotNull("q", "x")), Add("q", key)).Locks());
    }

    [Fact]
    public void PrimaryKeyUsingUnknownIndex_IsAtLeast() =>
        Assert.Equal(
            "whether the columns of ui are NOT NULL is not known",
            EffectOf(SchemaCatalog.Unknown, Add("q", new PrimaryKeyConstraint([]) { UsingIndex = "ui" })).Unknown);

    [Fact]
    public void DropForeignKey_LocksTheReferencedTableToo() =>
        Assert.Equal("p:AE t:AE", EffectOf(With(Add("t", ForeignKey("fk", "p_id", "p"))), DropConstraint("t", "fk")).Locks());

    [Fact]
    public void DropOfUnknownForeignKey_SaysWhatIsNotKnown()
    {
        var effect = EffectOf(SchemaCatalog.Unknown, DropConstraint("t", "fk", ConstraintKind.ForeignKey));

        Assert.Equal("t:AE", effect.Locks());
        Assert.Equal("the table that fk references is not known: it is locked too", effect.Unknown);
    }

    [Fact]
    public void DropOfReferencedKey_FailsOrCascades()
    {
        var catalog = With(Add("t", ForeignKey("fk", "p_id", "p")));
        var drop = DropConstraint("p", "p_pkey", ConstraintKind.PrimaryKey);

        Assert.Equal("cannot drop constraint p_pkey on table p because other objects depend on it", EffectOf(catalog, drop).Error);
        Assert.Equal("p:AE t:AE", EffectOf(catalog, drop with { Cascade = true }).Locks());
    }

    [Fact]
    public void DropOfForeignKeyColumn_LocksTheReferencedTable() =>
        Assert.Equal("p:AE t:AE", EffectOf(With(Add("t", ForeignKey("fk", "p_id", "p"))), DropColumn("t", "p_id")).Locks());

    [Fact]
    public void EnforcedForeignKey_IsValidated()
    {
        var catalog = With(Add("t", ForeignKey("fk", "p_id", "p") with { NotEnforced = true }));
        var alter = new AlterConstraint(Table("t"), "fk") { Enforced = true, Origin = Somewhere };

        Assert.Equal("p:SRE t:AE+ForeignKeyScan", EffectOf(catalog, alter, 18).Locks());
    }
}
