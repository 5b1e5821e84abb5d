using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using static MigrationAnalyzers.Engine.Tests.TestOperations;

namespace MigrationAnalyzers.Engine.Tests.History;

public sealed class ModelCheckpointTests
{
    private static readonly OpaqueOperation s_opaque = new("something") { Origin = Somewhere };

    [Fact]
    public void CompleteHistory_LeavesTheModelsUnread()
    {
        var first = Step("1", CreateTable("t", Column("a"))) with { TargetModel = Model(CreateTable("t", Column("a"))) };
        var history = new SchemaHistory([first, Step("2", DropColumn("t", "a"))]);

        Assert.NotNull(history.Before("2").Find(Table("t"))!.Column("a"));
        Assert.False(first.TargetModel!.IsValueCreated);
    }

    [Fact]
    public void MissingHistory_IsWhatTheModelBeforeSays()
    {
        var first = Step("1", AddColumn("t", Column("b"))) with
        {
            TargetModel = Model(CreateTable("t", Column("a", Text, nullable: false), Column("b")), CreateIndex("t", "ix", "a"), Add("t", ForeignKey("fk", "b", "u")), CreateTable("u")),
        };
        var history = new SchemaHistory([first, Step("2", DropColumn("t", "a"))]);

        var table = history.Before("2").Find(Table("t"))!;
        Assert.Equal(Text, table.Column("a")!.Type);
        Assert.True(table.IsNotNull("a"));
        Assert.NotNull(table.Index("ix"));
        Assert.NotNull(table.Constraint("fk"));
        Assert.NotNull(table.PrimaryKey);
        Assert.False(table.IsComplete);
        Assert.False(table.IsNew);
        Assert.False(table.Rows.AreAll);
        Assert.Equal(Table("t"), history.Before("2").TableOfIndex(Table("ix")));
        Assert.Single(history.Before("2").ForeignKeysTo(Table("u")));
        Assert.Null(table.HasColumn("z"));
    }

    [Fact]
    public void WhatALaterMigrationMakes_WasNotThereBefore_AlthoughTheModelIsAhead()
    {
        var history = new SchemaHistory(
        [
            Step("1", AddColumn("t", Column("a"))) with
            {
                TargetModel = Model(CreateTable("t", Column("a"), Column("b")), CreateIndex("t", "ix", "b"), CreateIndex("t", "other", "a"), Add("t", ForeignKey("fk", "b", "u"))),
            },
            Step("2", AddColumn("t", Column("c"))),
            Step("3", CreateIndex("t", "ix", "b"), Add("t", ForeignKey("fk", "b", "u"))),
            Step("4", AddColumn("t", Column("d"))),
        ]);

        var before = history.Before("3").Find(Table("t"))!;
        Assert.Null(before.Index("ix"));
        Assert.Null(before.Constraint("fk"));
        Assert.NotNull(before.Index("other"));
        Assert.Null(history.Before("3").TableOfIndex(Table("ix")));

        var after = history.Before("4").Find(Table("t"))!;
        Assert.Single(after.Indexes, i => i.Name == "ix");
        Assert.NotNull(after.Constraint("fk"));
    }

    [Fact]
    public void WhatALaterMigrationMakesAnew_WasThereBefore()
    {
        var history = new SchemaHistory(
        [
            Step("1", AddColumn("t", Column("a"))) with { TargetModel = Model(CreateTable("t", Column("a")), CreateIndex("t", "ix", "a")) },
            Step("2", DropIndex("ix"), CreateIndex("t", "ix", "a")),
        ]);

        Assert.NotNull(history.Before("2").Find(Table("t"))!.Index("ix"));
    }

    [Fact]
    public void OldestMigration_HasNoModelBeforeIt() =>
        Assert.Null(new SchemaHistory([Step("1", AddColumn("t", Column("b"))) with { TargetModel = Model(CreateTable("t")) }]).Before("1").Find(Table("t")));

    [Fact]
    public void OpaqueOperation_IsSeenInTheModelAfterIt()
    {
        var history = new SchemaHistory(
        [
            Step("1", CreateTable("t", Column("a"))),
            Step("2", s_opaque) with { TargetModel = Model(CreateTable("t", Column("a"), Column("b")), CreateIndex("t", "ix", "b")) },
            Step("3", DropColumn("t", "b")),
        ]);

        var table = history.Before("3").Find(Table("t"))!;
        Assert.NotNull(table.Column("b"));
        Assert.NotNull(table.Index("ix"));
        Assert.False(table.IsComplete);
        Assert.Null(history.Before("4").Find(Table("t"))!.Column("b"));
    }

    [Fact]
    public void WhatBothSayDifferently_IsUnknown()
    {
        var history = new SchemaHistory(
        [
            Step("1", CreateTable("t", Column("a", Int, nullable: true), Column("b", Int))),
            Step("2", s_opaque) with { TargetModel = Model(CreateTable("t", Column("a", Text, nullable: false), Column("b", Int))) },
            Step("3", DropColumn("t", "b")),
        ]);

        var table = history.Before("3").Find(Table("t"))!;
        Assert.Null(table.Column("a")!.Type);
        Assert.Null(table.IsNotNull("a"));
        Assert.Equal(Int, table.Column("b")!.Type);
    }

    [Fact]
    public void WhatSqlDropped_DoesNotComeBack()
    {
        var history = new SchemaHistory(
        [
            Step("1", s_opaque),
            Step("2", DropIndex("ix"), DropConstraint("t", "ck"), DropColumn("t", "b"), DropTable("u")) with
            {
                TargetModel = Model(
                    CreateTable("t", Column("a"), Column("b")), CreateIndex("t", "ix", "a"), CreateIndex("t", "ix_b", "b"), Add("t", Check("ck", Condition("a > 0", "a"))), CreateTable("u")),
            },
            Step("3", DropColumn("t", "a")),
        ]);

        var catalog = history.Before("3");
        var table = catalog.Find(Table("t"))!;
        Assert.NotNull(table.Column("a"));
        Assert.Null(table.Column("b"));
        Assert.Empty(table.Indexes);
        Assert.Null(table.Constraint("ck"));
        Assert.Null(catalog.Find(Table("u")));
    }

    [Fact]
    public void WhatTheModelDoesNotKnow_Stays()
    {
        var history = new SchemaHistory(
        [
            Step("1", CreateTable("t", Column("a")), CreateIndex("t", "by_sql", "a"), CreateTable("own")),
            Step("2", s_opaque) with { TargetModel = Model(CreateTable("t", Column("a"))) },
            Step("3", DropColumn("t", "a")),
        ]);

        Assert.NotNull(history.Before("3").Find(Table("t"))!.Index("by_sql"));
        Assert.NotNull(history.Before("3").Find(Table("own")));
    }

    [Fact]
    public void MigrationWithoutDesigner_IsReplayedOnTheModelBeforeIt()
    {
        var history = new SchemaHistory(
        [
            Step("1", s_opaque) with { TargetModel = Model(CreateTable("t", Column("a"))) },
            Step("2", CreateTable("v")),
            Step("3", DropColumn("t", "a")),
        ]);

        Assert.NotNull(history.Before("3").Find(Table("t"))!.Column("a"));
        Assert.NotNull(history.Before("3").Find(Table("v")));
    }

    [Fact]
    public void OneModel_IsEnoughForAllThatFollows()
    {
        var models = Enumerable.Range(0, 4).Select(static _ => Model(CreateTable("t", Column("a"), Column("b"), Column("c")))).ToArray();
        var history = new SchemaHistory(
        [
            Step("1", s_opaque) with { TargetModel = models[0] },
            Step("2", DropColumn("t", "a")) with { TargetModel = models[1] },
            Step("3", DropColumn("t", "b")) with { TargetModel = models[2] },
            Step("4", DropColumn("t", "c")) with { TargetModel = models[3] },
        ]);

        Assert.NotNull(history.Before("4").Find(Table("t"))!.Column("c"));
        Assert.Equal([true, false, false, false], models.Select(static m => m.IsValueCreated));
    }

    [Fact]
    public void ChangedMigration_IsCompletedForWhatItTouchesNow()
    {
        var first = Step("1", CreateTable("v")) with { TargetModel = Model(CreateTable("t", Column("a")), CreateTable("v")) };
        var history = new SchemaHistory([first, Step("2", CreateTable("w"))]);
        Assert.Null(history.Before("2").Find(Table("t")));

        var changed = history.With([first, Step("2", DropColumn("t", "a"))]);

        Assert.NotNull(changed.Before("2").Find(Table("t"))!.Column("a"));
        Assert.Equal(0, changed.Replayed);
    }

    private static Lazy<MigrationUnit?> Model(params MigrationOperation[] operations) => new(() => Unit(operations));

    private static MigrationUnit Unit(MigrationOperation[] operations) => new(MigrationDirection.Up, [.. operations.Select(static o => Statement(o))]);

    private static Migration Step(string id, params MigrationOperation[] operations) => new(id, Unit(operations), MigrationUnit.EmptyDown, DownShape.Empty);
}
