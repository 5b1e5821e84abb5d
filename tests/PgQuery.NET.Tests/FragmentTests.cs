using PgQuery.Tree;

namespace PgQuery.Tests;

public sealed class FragmentTests
{
    [Theory]
    [InlineData("a + b", "A_Expr", 2)]
    [InlineData("é", "ColumnRef", 0)]
    [InlineData("(a, b)", "RowExpr", 0)]
    [InlineData("row(1, 2)", "RowExpr", 0)]
    [InlineData("(select 1)", "SubLink", 0)]
    [InlineData("exists (select 1)", "SubLink", 0)]
    [InlineData("'é' || now()", "A_Expr", 4)]
    [InlineData("a -- tail", "ColumnRef", 0)]
    [InlineData("  now() at time zone 'UTC'", "FuncCall", 8)]
    [InlineData("array[1, 2]", "A_ArrayExpr", 0)]
    public void Expression_GivesItsNode(string text, string kind, int location)
    {
        var result = PgParser.ParseExpression(text);

        Assert.Null(result.Error);
        Assert.Equal(kind, result.Node!.Kind);
        Assert.Equal(location, result.Node.Location);
    }

    [Theory]
    [InlineData("a, b", "syntax error at or near \",\"", 1)]
    [InlineData("(a), (b)", "syntax error at or near \",\"", 3)]
    [InlineData("a) + (b", "syntax error at or near \")\"", 1)]
    [InlineData("select 1", "syntax error at or near \"select\"", 0)]
    [InlineData("values (1)", "syntax error at or near \"values\"", 0)]
    [InlineData("with x as (select 1) select 2", "syntax error at or near \"with\"", 0)]
    [InlineData("a b", "syntax error at or near \"b\"", 2)]
    [InlineData("'é' as b", "syntax error at or near \"as\"", 4)]
    [InlineData("a from t", "syntax error at or near \"from\"", 2)]
    [InlineData("a; drop table t", "syntax error at or near \";\"", 1)]
    [InlineData("(a", "syntax error at end of input", 2)]
    [InlineData("é + ", "syntax error at end of input", 4)]
    [InlineData("", "syntax error at end of input", 0)]
    [InlineData("'é", "unterminated quoted string at or near \"'é\"", 0)]
    [InlineData("*", "syntax error at or near \"*\"", 0)]
    public void NoExpression_IsRefusedAtItsPlace(string text, string message, int position)
    {
        var result = PgParser.ParseExpression(text);

        Assert.Null(result.Node);
        Assert.Equal(message, result.Error!.Message);
        Assert.Equal(position, result.Error.Position);
    }

    [Theory]
    [InlineData("int", "pg_catalog.int4")]
    [InlineData("numeric(10,2)[]", "pg_catalog.numeric")]
    [InlineData("timestamp(3) with time zone", "pg_catalog.timestamptz")]
    [InlineData("é.\"Ü\"", "é.Ü")]
    [InlineData("serial -- comment", "serial")]
    public void TypeName_GivesItsNames(string text, string names)
    {
        var result = PgParser.ParseTypeName(text);

        Assert.Null(result.Error);
        Assert.Equal(names, string.Join(".", result.Node!.Names.Strings()));
        Assert.Equal(0, result.Node.Location);
    }

    [Theory]
    [InlineData("int) , (int", 3)]
    [InlineData("int collate \"C\"", 4)]
    [InlineData("int not null", 4)]
    [InlineData("", 0)]
    [InlineData("1", 0)]
    public void NoTypeName_IsRefusedAtItsPlace(string text, int position)
        => Assert.Equal(position, PgParser.ParseTypeName(text).Error!.Position);

    [Fact]
    public void TypeModifiers_AreKept()
    {
        var type = PgParser.ParseTypeName("numeric(10,2)").Node!;

        Assert.Equal([10, 2], type.Typmods.OfType<A_Const>().Select(c => ((IntegerNode)c.Ival!).Ival));
    }
}
