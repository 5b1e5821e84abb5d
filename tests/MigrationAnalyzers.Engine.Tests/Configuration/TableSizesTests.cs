using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Tests.Configuration;

public sealed class TableSizesTests
{
    private const string Whole = """
        {
          "format": 1,
          "postgres": 16,
          "collected": "2026-01-31T12:00:00Z",
          "tables": [
            { "table": "orders", "rows": 14000000, "totalBytes": 3328599654 },
            { "schema": "audit", "table": "Log \"é\" \u00e9", "rows": null, "totalBytes": null },
            { "schema": "public", "table": "countries", "rows": 249 }
          ]
        }
        """;

    [Fact]
    public void File_GivesTheSizesOfItsTables()
    {
        var (sizes, problem) = TableSizes.Read(Whole);

        Assert.Null(problem);
        Assert.Equal(new TableSize(14_000_000, 3_328_599_654), sizes.Find(new RelationName(null, "orders")));
        Assert.Equal(new TableSize(14_000_000, 3_328_599_654), sizes.Find(new RelationName("public", "orders")));
        Assert.Equal(new TableSize(null, null), sizes.Find(new RelationName("audit", "Log \"é\" é")));
        Assert.Equal(new TableSize(249, null), sizes.Find(new RelationName(null, "countries")));
        Assert.Null(sizes.Find(new RelationName("audit", "orders")));
    }

    [Fact]
    public void SmallestFile_IsEnough() => Assert.Null(TableSizes.Read("""{"tables":[],"format":1}""").Problem);

    [Theory]
    [InlineData("", "", "a value is expected before the end of the file")]
    [InlineData("[1]", "[1]", "an object with \"format\" and \"tables\" is expected")]
    [InlineData("""{ "format": 2, "tables": [] }""", "2", "the format is 1")]
    [InlineData("""{ "format": 1 }""", "{", "\"tables\" is missing")]
    [InlineData("""{ "tables": [] }""", "{", "\"format\" is missing")]
    [InlineData("""{ "format": 1, "tables": {} }""", "{}", "an array of tables is expected")]
    [InlineData("""{ "format": 1, "tabels": [] }""", "\"tabels\"", "\"tabels\" is not known here; \"format\", \"postgres\", \"collected\" and \"tables\" are")]
    [InlineData("""{ "format": 1, "postgres": "16", "tables": [] }""", "\"16\"", "the server's major version is expected, as in 16")]
    [InlineData("""{ "format": 1, "collected": "yesterday", "tables": [] }""", "\"yesterday\"", "a time is expected, as in \"2026-01-31T12:00:00Z\"")]
    [InlineData("""{ "format": 1, "tables": [ 5 ] }""", "5", "an object with \"table\" is expected")]
    [InlineData("""{ "format": 1, "tables": [ { "rows": 5 } ] }""", "{", "\"table\" is missing")]
    [InlineData("""{ "format": 1, "tables": [ { "table": "" } ] }""", "\"\"", "a name is expected")]
    [InlineData("""{ "format": 1, "tables": [ { "table": "t", "rows": -1 } ] }""", "-1", "a whole number from 0 on is expected, or null where it is not known")]
    [InlineData("""{ "format": 1, "tables": [ { "table": "t", "rows": 1.5 } ] }""", "1.5", "a whole number from 0 on is expected, or null where it is not known")]
    [InlineData("""{ "format": 1, "tables": [ { "table": "t", "bytes": 5 } ] }""", "\"bytes\"", "\"bytes\" is not known here; \"schema\", \"table\", \"rows\" and \"totalBytes\" are")]
    [InlineData("""{ "format": 1, "tables": [ { "table": "t" }, { "schema": "public", "table": "t" } ] }""", "\"t\"", "the table t stands in the file twice")]
    [InlineData("""{ "format": 1, "format": 1 }""", "\"format\"", "\"format\" stands here twice")]
    [InlineData("""{ "format": 1, "tables": [], }""", "}", "a name in double quotes is expected instead of '}'")]
    [InlineData("""{ "format": 01 }""", "1", "',' or '}' is expected instead of '1'")]
    [InlineData("""{ "format": 1. }""", " ", "a digit is expected instead of ' '")]
    [InlineData("""{ "format": NaN }""", "N", "a value is expected instead of 'N'")]
    [InlineData("""{ "format: 1 }""", "", "the closing double quote is expected before the end of the file")]
    [InlineData("""{ "\x": 1 }""", "x", "one of the escapes of JSON is expected instead of 'x'")]
    [InlineData("""{ "format": 1, "tables": [] } // sizes""", "/", "the end of the file is expected instead of '/'")]
    [InlineData("""{ "format": 1, "tables": [ { "table": "t" } """, "", "',' or ']' is expected before the end of the file")]
    public void Mistake_IsNamedAtItsPlace(string text, string marked, string message)
    {
        var (sizes, problem) = TableSizes.Read(text);

        Assert.Same(TableSizes.None, sizes);
        Assert.NotNull(problem);
        Assert.Equal((marked, message), (text.Substring(problem.Start, problem.Length), problem.Message));
    }

    [Fact]
    public void EveryBeginningOfAFile_IsAMistakeAtItsEndOrWithinIt()
    {
        for (var length = 0; length < Whole.Length; length++)
        {
            var problem = TableSizes.Read(Whole[..length]).Problem;
            Assert.NotNull(problem);
            Assert.InRange(problem.Start + problem.Length, 0, length);
        }
    }

    [Fact]
    public void DeepNesting_IsRefused() => Assert.NotNull(TableSizes.Read(new string('[', 100_000)).Problem);

    [Fact]
    public void SeveralFiles_GiveTheLargerSize()
    {
        var one = TableSizes.Read("""{ "format": 1, "tables": [ { "table": "t", "rows": 5, "totalBytes": 10 }, { "table": "u", "rows": 1 } ] }""").Sizes;
        var other = TableSizes.Read("""{ "format": 1, "tables": [ { "table": "t", "rows": 7, "totalBytes": 2 }, { "table": "u", "rows": null } ] }""").Sizes;

        Assert.Equal(new TableSize(7, 10), one.With(other).Find(new RelationName(null, "t")));
        Assert.Equal(new TableSize(null, null), one.With(other).Find(new RelationName(null, "u")));
    }

    [Theory]
    [InlineData(0L, null, "about 0 rows")]
    [InlineData(1L, null, "about 1 row")]
    [InlineData(999L, null, "about 999 rows")]
    [InlineData(1000L, null, "about 1 k rows")]
    [InlineData(9_949L, null, "about 9.9 k rows")]
    [InlineData(9_960L, null, "about 10 k rows")]
    [InlineData(999_499L, null, "about 999 k rows")]
    [InlineData(999_500L, null, "about 1 M rows")]
    [InlineData(14_000_000L, 3_328_599_654L, "about 14 M rows, 3.1 GB")]
    [InlineData(2_500_000_000L, null, "about 2.5 bn rows")]
    [InlineData(null, 8192L, "8 kB")]
    [InlineData(null, 999L, "999 bytes")]
    [InlineData(null, 1_048_576L, "1 MB")]
    [InlineData(null, null, "")]
    public void Size_IsSaidShortly(long? rows, long? bytes, string expected) => Assert.Equal(expected, new TableSize(rows, bytes).ToString());

    [Theory]
    [InlineData(9_999L, null, true)]
    [InlineData(10_000L, null, false)]
    [InlineData(null, 1L, false)]
    [InlineData(10L, 80_000_000L, true)]
    [InlineData(10L, 82_000_000L, false)]
    public void FewRowsInFewPages_AreSmall(long? rows, long? bytes, bool expected) => Assert.Equal(expected, new TableSize(rows, bytes).IsBelow(10_000));
}
