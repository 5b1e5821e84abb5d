using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Tests.Ef;

/// <summary>What SQL cannot say, and the source does.</summary>
public sealed class AlterColumnTests
{
    [Fact]
    public void TypeChange_KnowsTheOldType()
    {
        var alter = Single<AlterColumnType>("""
            migrationBuilder.AlterColumn<string>(name: "c", table: "t", type: "text", nullable: false, oldClrType: typeof(string), oldType: "character varying(20)", oldMaxLength: 20);
            """);

        Assert.Equal(("text", "varchar(20)"), (alter.NewType?.ToString(), alter.OldType?.ToString()));
        Assert.False(alter.ChangesCollation);
    }

    [Fact]
    public void TypeChange_WithoutStoreTypes_TakesThemFromTheClrTypes()
    {
        var alter = Single<AlterColumnType>("""migrationBuilder.AlterColumn<string>("c", "t", maxLength: 100, oldClrType: typeof(string), oldMaxLength: 50);""");

        Assert.Equal(("varchar(100)", "varchar(50)"), (alter.NewType?.ToString(), alter.OldType?.ToString()));
    }

    [Theory]
    [InlineData("""migrationBuilder.AlterColumn<DayOfWeek>("c", "t", oldClrType: typeof(int));""", "AlterColumnType(Column: c, OldType: int4, Table: t)")]
    [InlineData("""migrationBuilder.AlterColumn<DayOfWeek>("c", "t", oldClrType: typeof(DayOfWeek), nullable: true);""", "DropNotNull(Column: c, Table: t)")]
    [InlineData("""migrationBuilder.AlterColumn<string>("c", "t", type: "text", nullable: true, oldType: "text", oldNullable: true, oldMaxLength: 5);""", "")]
    [InlineData("""migrationBuilder.AlterColumn<string>("c", "t", nullable: DateTime.Now.Year > 1, oldNullable: true);""", "")]
    public void UnknownOrEqual_IsNotGuessed(string body, string expected) => Assert.Equal(expected, MigrationSource.Up(body));

    [Fact]
    public void RequiredWithDefault_HidesAnUpdate()
    {
        var up = MigrationSource.Read(MigrationSource.WithUp("""
            migrationBuilder.AlterColumn<string>("c", "t", type: "text", nullable: false, defaultValue: "", oldType: "text", oldNullable: true);
            """)).Up;

        Assert.Equal(
            """
            WriteRows(Kind: Update, IsHidden: true, Columns: [c], Table: t)
            SetNotNull(Column: c, WasNullable: true, Table: t)
            SetColumnDefault(Column: c, Default: '', Table: t)
            """,
            OperationText.Of(up));
        Assert.Single(up.Statements.Select(static s => s.Command).Distinct());
        Assert.Single(up.Operations.Select(static o => o.Origin).Distinct());
    }

    [Fact]
    public void ComputedColumn_IsRecreated() => Assert.Equal(
        """
        DropColumn(Column: c, IsRecreated: true, Table: t)
        AddColumn(Column: ColumnDefinition(Name: c, Type: int4, Generated: Stored, GenerationExpression: a + b), Table: t)
        """,
        MigrationSource.Up("""migrationBuilder.AlterColumn<int>("c", "t", computedColumnSql: "a + b", stored: true, oldComputedColumnSql: "a", oldStored: true);"""));

    [Fact]
    public void Default_FromCSharp_IsAConstant()
    {
        var set = Single<SetColumnDefault>("""migrationBuilder.AlterColumn<int>("c", "t", defaultValue: 5);""");

        Assert.True(set.Default is { IsConstant: true, Volatility: Volatility.Immutable, Text: "5" });
    }

    [Fact]
    public void Default_FromCSharpThatIsNotKnown_IsAConstantWithoutText()
    {
        var set = Single<SetColumnDefault>("""migrationBuilder.AlterColumn<Guid>("c", "t", defaultValue: Guid.NewGuid());""");

        Assert.True(set.Default is { IsConstant: true, Volatility: null, Text: "{Guid.NewGuid()}" });
    }

    [Fact]
    public void Default_FromSql_IsRead()
    {
        var set = Single<SetColumnDefault>("""migrationBuilder.AlterColumn<Guid>("c", "t", defaultValueSql: "gen_random_uuid()");""");

        Assert.Equal(Volatility.Volatile, set.Default.Volatility);
    }

    private static T Single<T>(string body)
        where T : MigrationOperation =>
        Assert.IsType<T>(MigrationSource.Read(MigrationSource.WithUp(body)).Up.Operations.Single());
}
