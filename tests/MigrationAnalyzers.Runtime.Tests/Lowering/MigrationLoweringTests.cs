using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Runtime.Lowering;
using MigrationAnalyzers.Runtime.Planning;
using MigrationAnalyzers.Runtime.Steps;

namespace MigrationAnalyzers.Runtime.Tests.Lowering;

public sealed class MigrationLoweringTests
{
    [Fact]
    public void CommandsOfOneStep_ShareATransaction()
    {
        var lowered = MigrationLowering.Lower(Planned.Migration("1_m", static m =>
        {
            m.AddColumn<int>("a", "orders", nullable: true);
            m.Sql("CREATE INDEX CONCURRENTLY ix ON orders (a)", suppressTransaction: true);
            m.AddColumn<int>("b", "orders", nullable: true);
            m.AddColumn<int>("c", "orders", nullable: true);
        }));

        Assert.Equal([0, null, 1, 1], lowered.Migration.Up.Statements.Select(static s => s.Transaction));
        Assert.Equal([1, 2, 3, 4], lowered.Migration.Up.Statements.Select(static s => s.Command));
        Assert.Equal(["1_m#1#1", "1_m#2#1", "1_m#3#1", "1_m#3#2"], lowered.Migration.Up.Statements.Select(static s => s.Origin.Location.Path));
    }

    [Fact]
    public void Origin_LeadsToTheCommandAndItsStep()
    {
        var lowered = MigrationLowering.Lower(Planned.Migration("20250101#odd", static m => m.DropColumn("a", "orders")));

        var command = lowered.CommandOf(Assert.Single(lowered.Migration.Up.Operations).Origin);

        Assert.NotNull(command);
        Assert.Equal(new CommandPlace("20250101#odd", 1, 1), command.Place);
        Assert.Equal("ALTER TABLE orders DROP COLUMN a;", command.Sql.Trim());
        Assert.False(command.IsHelper);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.sql")]
    [InlineData("a#b")]
    [InlineData("a#1#b")]
    public void OtherPath_IsNoPlaceOfACommand(string path) => Assert.Null(CommandPlace.Of(new SourceLocation(path, 0, 0)));

    [Fact]
    public void RawSql_IsToldFromWhatEfCoreWrites()
    {
        var lowered = MigrationLowering.Lower(Planned.Migration("m", static m =>
        {
            m.Sql("UPDATE orders SET a = 0 WHERE a IS NULL; ALTER TABLE orders ALTER COLUMN a SET NOT NULL");
            m.DropTable("users");
        }));

        Assert.Equal(
            [FrontEnd.SqlInCode, FrontEnd.SqlInCode, FrontEnd.EfOperation], lowered.Migration.Up.Operations.Select(static o => o.Origin.FrontEnd));
        Assert.False(lowered.Migration.Up.Operations.OfType<WriteRows>().Single().IsHidden);
    }

    [Fact]
    public void UpdateOfAlterColumn_IsHidden()
    {
        var lowered = MigrationLowering.Lower(Planned.Migration("m", static m =>
            m.AlterColumn<int>("a", "orders", type: "integer", nullable: false, defaultValue: 0, oldClrType: typeof(int), oldType: "integer", oldNullable: true)));

        Assert.True(Assert.Single(lowered.Migration.Up.Operations.OfType<WriteRows>()).IsHidden);
        Assert.Contains(lowered.Migration.Up.Operations, static o => o is SetNotNull);
    }

    [Fact]
    public void GeneratedColumnThatChanges_IsRecreated()
    {
        var lowered = MigrationLowering.Lower(Planned.Migration("m", static m =>
            m.AlterColumn<int>("a", "orders", computedColumnSql: "b + 1", stored: true, oldClrType: typeof(int), oldComputedColumnSql: "b", oldStored: true)));

        Assert.True(Assert.IsType<DropColumn>(lowered.Migration.Up.Operations.First()).IsRecreated);
    }

    [Fact]
    public void SuppressionComment_BelongsToTheOperation()
    {
        var lowered = MigrationLowering.Lower(Planned.Migration("m", static m => m.Sql("-- migration-analyzers: allow DBM1001 it is small\nCREATE INDEX ix ON orders (a)")));

        var suppression = Assert.Single(Assert.Single(lowered.Migration.Up.Operations).Origin.Suppressions);
        Assert.Equal("it is small", suppression.Reason);
    }

    [Fact]
    public void PhasesOfASafeForm_HaveTheirOwnTransactions()
    {
        var lowered = MigrationLowering.Lower(Planned.Helper("m", new PhasesStep(
        [
            StepPhase.ShortLock("ALTER TABLE orders ADD COLUMN a int", "ALTER TABLE orders ADD CONSTRAINT ck CHECK (a > 0) NOT VALID"),
            StepPhase.InBatches(new BatchedWrite(BatchedWriteKind.Update, new TableName(null, "orders")) { Set = "a = 1", Where = "a IS NULL" }),
            StepPhase.Online("ALTER TABLE orders VALIDATE CONSTRAINT ck"),
            StepPhase.ShortLock("ALTER TABLE orders ALTER COLUMN a SET NOT NULL"),
        ])));

        Assert.Equal([0, 0, null, null, 1], lowered.Migration.Up.Statements.Select(static s => s.Transaction));
        var batches = lowered.Migration.Up.Statements[2];
        Assert.True(batches.Has(Circumstances.CommitsEachRound));
        Assert.Equal(RowReach.Limited, Assert.IsType<WriteRows>(Assert.Single(batches.Operations)).Reach);
        Assert.True(lowered.CommandOf(batches.Origin)!.IsHelper);
    }

    [Fact]
    public void DirectionDown_IsLoweredAsWhatRuns()
    {
        var lowered = MigrationLowering.Lower(Planned.Migration("m", static m => m.DropTable("orders")) with { Direction = PlanDirection.Down });

        Assert.IsType<DropTable>(Assert.Single(lowered.Migration.Up.Operations));
        Assert.Empty(lowered.Migration.Down.Statements);
    }
}
