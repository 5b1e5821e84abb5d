using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using static MigrationAnalyzers.Engine.Tests.TestOperations;

namespace MigrationAnalyzers.Engine.Tests.Effects;

public sealed class TypeChangeTests
{
    [Theory]
    [InlineData("varchar(50)", "varchar(100)")]
    [InlineData("varchar(50)", "varchar")]
    [InlineData("varchar(50)", "text")]
    [InlineData("text", "varchar")]
    [InlineData("varbit(10)", "varbit(20)")]
    [InlineData("varbit(10)", "varbit")]
    [InlineData("numeric(10,2)", "numeric(14,2)")]
    [InlineData("numeric(10,2)", "numeric")]
    [InlineData("numeric(10)", "numeric(12,0)")]
    [InlineData("timestamp(3)", "timestamp(6)")]
    [InlineData("timestamp", "timestamp(6)")]
    [InlineData("timetz(0)", "timetz")]
    [InlineData("interval(3)", "interval")]
    [InlineData("cidr", "inet")]
    [InlineData("xml", "text")]
    [InlineData("oid", "regclass")]
    [InlineData("citext", "citext")]
    [InlineData("bpchar(10)", "bpchar")]
    public void WideningOrRelabelling_CostsNothing(string from, string to) => AssertCost(TypeChangeCost.Nothing, from, to);

    [Theory]
    [InlineData("varchar(50)", "citext")]
    [InlineData("citext", "text")]
    [InlineData("int4", "oid")]
    [InlineData("oid", "int4")]
    [InlineData("bit(8)", "varbit")]
    public void OtherOperators_RebuildIndexes(string from, string to) => AssertCost(TypeChangeCost.IndexRebuild, from, to);

    [Theory]
    [InlineData("varchar(50)", "varchar(20)")]
    [InlineData("text", "varchar(100)")]
    [InlineData("varchar(50)", "bpchar(50)")]
    [InlineData("bpchar(10)", "text")]
    [InlineData("text", "name")]
    [InlineData("int2", "int4")]
    [InlineData("int4", "int8")]
    [InlineData("int4", "text")]
    [InlineData("numeric", "numeric(10,2)")]
    [InlineData("numeric(10,2)", "numeric(8,2)")]
    [InlineData("numeric(10,2)", "numeric(12,4)")]
    [InlineData("float4", "float8")]
    [InlineData("timestamp", "date")]
    [InlineData("timestamp", "timestamp(3)")]
    [InlineData("timestamptz", "timestamp(0)")]
    [InlineData("interval", "interval(3)")]
    [InlineData("bit(10)", "bit(20)")]
    [InlineData("bit(10)", "varbit(10)")]
    [InlineData("citext", "varchar(30)")]
    [InlineData("inet", "cidr")]
    [InlineData("json", "jsonb")]
    [InlineData("uuid", "text")]
    public void Conversion_Rewrites(string from, string to) => AssertCost(TypeChangeCost.Rewrite, from, to);

    [Theory]
    [InlineData(1 << 12, null, 0)]
    [InlineData(null, 1 << 10, 2)]
    [InlineData(1 << 10, 1 << 11, 0)]
    [InlineData(1 << 11, 1 << 10, 2)]
    public void IntervalFields_RewriteWhenTheLeastFieldBecomesCoarser(int? from, int? to, int expected) =>
        Assert.Equal(
            (TypeChangeCost)expected,
            TypeChange.Of(Type("interval") with { IntervalFields = from }, Type("interval") with { IntervalFields = to }, SchemaCatalog.Unknown).Cost);

    [Fact]
    public void AnyChangeOfAnArray_Rewrites()
    {
        Assert.Equal(TypeChangeCost.Rewrite, TypeChange.Of(Parse("varchar(50)") with { ArrayDimensions = 1 }, Text with { ArrayDimensions = 1 }, SchemaCatalog.Unknown).Cost);
        Assert.Equal(TypeChangeCost.Nothing, TypeChange.Of(Int with { ArrayDimensions = 1 }, Int with { ArrayDimensions = 2 }, SchemaCatalog.Unknown).Cost);
    }

    [Theory]
    [InlineData("UTC", 1)]
    [InlineData("etc/utc", 1)]
    [InlineData("Europe/Berlin", 2)]
    public void TimeZone_DecidesOnTimestamptz(string zone, int expected)
    {
        var catalog = SchemaCatalog.Unknown.After(new SetParameter("TimeZone", zone) { Origin = Somewhere });

        var change = TypeChange.Of(Type("timestamp"), Type("timestamptz"), catalog);

        Assert.Equal((TypeChangeCost)expected, change.Cost);
        Assert.Null(change.Unknown);
    }

    [Fact]
    public void UnknownTimeZone_IsAtLeastTheIndexes()
    {
        var change = TypeChange.Of(Type("timestamp"), Type("timestamptz"), SchemaCatalog.Unknown);

        Assert.Equal(TypeChangeCost.IndexRebuild, change.Cost);
        Assert.Equal(
            "the TimeZone of the session is not known: unless it is UTC, a change from timestamp to timestamptz rewrites the table", change.Unknown);
    }

    [Fact]
    public void LocalTimeZone_EndsWithItsTransaction()
    {
        var set = Statement(new SetParameter("timezone", "UTC") { Local = true, Origin = Somewhere });
        var catalog = SchemaCatalog.Unknown.Apply(set);

        Assert.Equal("UTC", catalog.At(Statement()).Parameter("timezone"));
        Assert.Null(catalog.At(Statement() with { Transaction = 1 }).Parameter("timezone"));
        Assert.Null(SchemaCatalog.Unknown.Apply(set with { Transaction = null }).Parameter("timezone"));
    }

    [Fact]
    public void Domain_CountsAsItsBaseTypeUnlessConstrained()
    {
        var plain = SchemaCatalog.Unknown.After(new CreateDomain(Table("dom"), Text) { Origin = Somewhere });
        var constrained = SchemaCatalog.Unknown.After(new CreateDomain(Table("dom"), Text) { Checks = [Condition("value <> ''")], Origin = Somewhere });

        Assert.Equal(TypeChangeCost.Nothing, TypeChange.Of(Parse("varchar(50)"), Type("dom"), plain).Cost);
        Assert.Equal(TypeChangeCost.Rewrite, TypeChange.Of(Parse("varchar(50)"), Type("dom"), constrained).Cost);
        Assert.Equal(TypeChangeCost.Nothing, TypeChange.Of(Type("dom"), Text, constrained).Cost);
    }

    [Fact]
    public void Enum_Rewrites()
    {
        var catalog = SchemaCatalog.Unknown.After(new CreateEnum(Table("mood"), ["sad"]) { Origin = Somewhere });

        Assert.Equal(TypeChangeCost.Rewrite, TypeChange.Of(Type("mood"), Text, catalog).Cost);
    }

    [Fact]
    public void UnknownUserType_IsNotGuessed()
    {
        var change = TypeChange.Of(Type("mystery"), Text, SchemaCatalog.Unknown);

        Assert.Equal(new TypeChange(TypeChangeCost.Nothing, "what kind of type mystery is, is not known"), change);
    }

    [Theory]
    [InlineData("text", "uuid", true)]
    [InlineData("varchar(36)", "jsonb", true)]
    [InlineData("text", "int4", true)]
    [InlineData("bool", "int4", true)]
    [InlineData("int4", "int8", false)]
    [InlineData("int4", "text", false)]
    [InlineData("json", "jsonb", false)]
    [InlineData("text", "citext", false)]
    [InlineData("timestamptz", "date", false)]
    public void WithoutUsing_OnlyAssignmentCastsAreAllowed(string from, string to, bool fails)
    {
        var error = TypeCasts.ErrorOf("x", Parse(from), Parse(to), SchemaCatalog.Unknown, 18);

        Assert.Equal(fails ? $"column \"x\" cannot be cast automatically to type {to}" : null, error);
    }

    private static void AssertCost(TypeChangeCost expected, string from, string to)
    {
        var change = TypeChange.Of(Parse(from), Parse(to), SchemaCatalog.Unknown);

        Assert.Equal(expected, change.Cost);
        Assert.Null(change.Unknown);
    }

    private static SqlType Parse(string type)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        return open < 0
            ? Type(type)
            : Type(type[..open], [.. type[(open + 1)..^1].Split(',').Select(int.Parse)]);
    }
}
