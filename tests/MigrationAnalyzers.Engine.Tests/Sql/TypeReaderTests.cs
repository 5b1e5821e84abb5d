using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>Types get the names of PostgreSQL's catalog.</summary>
public sealed class TypeReaderTests
{
    [Theory]
    [InlineData("int", "int4")]
    [InlineData("INTEGER", "int4")]
    [InlineData("smallint", "int2")]
    [InlineData("bigint", "int8")]
    [InlineData("real", "float4")]
    [InlineData("double precision", "float8")]
    [InlineData("float(3)", "float4")]
    [InlineData("boolean", "bool")]
    [InlineData("character varying(50)", "varchar(50)")]
    [InlineData("national character varying(5)", "varchar(5)")]
    [InlineData("varchar", "varchar")]
    [InlineData("char", "bpchar(1)")]
    [InlineData("character(5)", "bpchar(5)")]
    [InlineData("\"char\"", "char")]
    [InlineData("text", "text")]
    [InlineData("numeric", "numeric")]
    [InlineData("decimal(10, 2)", "numeric(10,2)")]
    [InlineData("numeric(10,2)[]", "numeric(10,2)[]")]
    [InlineData("int[][]", "int4[][]")]
    [InlineData("integer array", "int4[]")]
    [InlineData("integer array[3]", "int4[]")]
    [InlineData("timestamp with time zone", "timestamptz")]
    [InlineData("timestamp without time zone", "timestamp")]
    [InlineData("timestamp(3) with time zone", "timestamptz(3)")]
    [InlineData("timestamptz(3)", "timestamptz(3)")]
    [InlineData("time(0) without time zone", "time(0)")]
    [InlineData("interval", "interval")]
    [InlineData("interval(3)", "interval(3)")]
    [InlineData("bit", "bit(1)")]
    [InlineData("bit varying(8)", "varbit(8)")]
    [InlineData("uuid", "uuid")]
    [InlineData("jsonb", "jsonb")]
    [InlineData("citext", "citext")]
    [InlineData("\"My Type\"", "My Type")]
    [InlineData("My_Type", "my_type")]
    [InlineData("app.\"Status\"[]", "app.Status[]")]
    [InlineData("pg_catalog.int4", "int4")]
    [InlineData("xx.serial", "xx.serial")]
    public void Type_HasItsInternalName(string text, string expected) => Assert.Equal(expected, SqlFrontEnd.ReadType(text)!.ToString());

    [Theory]
    [InlineData("serial", "int4")]
    [InlineData("bigserial", "int8")]
    [InlineData("smallserial", "int2")]
    [InlineData("SERIAL8", "int8")]
    public void Serial_IsTheIntegerAndMarked(string text, string expected)
    {
        var type = SqlFrontEnd.ReadType(text)!;

        Assert.Equal(expected, type.Name);
        Assert.True(type.IsSerial);
    }

    [Fact]
    public void IntervalFields_AreKeptApart()
    {
        var days = SqlFrontEnd.ReadType("interval day to second(3)")!;

        Assert.Equal([3], days.Modifiers.ToArray());
        Assert.NotNull(days.IntervalFields);
        Assert.NotEqual(days, SqlFrontEnd.ReadType("interval(3)"));
        Assert.NotEqual(SqlFrontEnd.ReadType("interval year"), SqlFrontEnd.ReadType("interval month"));
    }

    [Fact]
    public void ModifiersThatAreNoNumbers_TellTypesApart()
    {
        Assert.Equal(SqlFrontEnd.ReadType("geometry(Point, 4326)"), SqlFrontEnd.ReadType("geometry( point,4326 )"));
        Assert.NotEqual(SqlFrontEnd.ReadType("geometry(Point, 4326)"), SqlFrontEnd.ReadType("geometry(Polygon, 4326)"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("text; drop table x")]
    [InlineData("uuid not null")]
    [InlineData("setof int")]
    [InlineData("t.c%type")]
    public void TextThatIsNoType_GivesNull(string text) => Assert.Null(SqlFrontEnd.ReadType(text));

    [Theory]
    [InlineData("numeric ( 10 , 2 ) [ ] not null", "numeric ( 10 , 2 ) [ ]")]
    [InlineData("timestamp (3) with time zone default now()", "timestamp (3) with time zone")]
    [InlineData("timestamp with time zone[] null", "timestamp with time zone[]")]
    [InlineData("interval day to second (3) check (true)", "interval day to second (3)")]
    [InlineData("double precision[3]", "double precision[3]")]
    [InlineData("character varying(50) collate \"C\"", "character varying(50)")]
    [InlineData("national character varying (5) unique", "national character varying (5)")]
    [InlineData("app.\"My Type\" references x", "app.\"My Type\"")]
    [InlineData("int array[3] not null", "int array[3]")]
    public void TextOfATypeInAStatement_EndsWithTheType(string column, string expected)
    {
        var added = SqlMarkup.Single<AddColumn>("alter table t add c " + column);

        Assert.Equal(expected, added.Column.Type!.Text);
    }
}
