using System.Globalization;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using static MigrationAnalyzers.Engine.Tests.TestOperations;

namespace MigrationAnalyzers.Engine.Tests.History;

public sealed class SchemaHistoryTests
{
    [Fact]
    public void Before_IsWhatTheEarlierMigrationsLeave()
    {
        var history = new SchemaHistory([Step("2", AddColumn("t", Column("a"))), Step("1", CreateTable("t"))]);

        Assert.Empty(history.Before("1").Tables);
        Assert.Null(history.Before("2").Find(Table("t"))!.Column("a"));
        Assert.NotNull(history.Before("3").Find(Table("t"))!.Column("a"));
        Assert.False(history.Before("2").Find(Table("t"))!.IsNew);
    }

    [Fact]
    public void Before_IsReplayedOnce()
    {
        var history = new SchemaHistory([Step("1", CreateTable("t")), Step("2", CreateTable("u"))]);

        Assert.Same(history.Before("2"), history.Before("2"));
        Assert.Same(history.Before("9"), history.Before("3"));
    }

    [Fact]
    public void ChangedLastMigration_ReplaysNothing()
    {
        var first = Step("1", CreateTable("t"));
        var history = new SchemaHistory([first, Step("2", CreateTable("u"))]);
        var before = history.Before("2");

        var changed = history.With([first, Step("2", CreateTable("v"))]);

        Assert.Same(before, changed.Before("2"));
        Assert.NotNull(changed.Before("3").Find(Table("v")));
        Assert.Null(changed.Before("3").Find(Table("u")));
    }

    [Fact]
    public void ChangedFirstMigration_IsReplayed()
    {
        var second = Step("2", CreateTable("u"));
        var history = new SchemaHistory([Step("1", CreateTable("t")), second]);
        _ = history.Before("3");

        Assert.Null(history.With([Step("1"), second]).Before("3").Find(Table("t")));
    }

    [Fact]
    public void AThousandMigrations_AreReplayedInOrder()
    {
        var migrations = Enumerable.Range(0, 1000).Select(static i =>
        {
            var name = "t" + i.ToString(CultureInfo.InvariantCulture);
            return Step(i.ToString("D5", CultureInfo.InvariantCulture), CreateTable(name, Column("a")), CreateIndex(name, "ix_" + name, "a"));
        });
        var history = new SchemaHistory(migrations);

        Assert.Equal(1000, history.Before("99999").Tables.Count);
        Assert.Equal(500, history.Before("00500").Tables.Count);
        Assert.Equal(Table("t499"), history.Before("00500").TableOfIndex(Table("ix_t499")));
    }

    private static Migration Step(string id, params MigrationOperation[] operations) =>
        new(
            id,
            new MigrationUnit(MigrationDirection.Up, [.. operations.Select(static o => Statement(o))]),
            MigrationUnit.EmptyDown,
            DownShape.Empty);
}
