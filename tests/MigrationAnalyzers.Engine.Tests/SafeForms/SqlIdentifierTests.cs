using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;

namespace MigrationAnalyzers.Engine.Tests.SafeForms;

public class SqlIdentifierTests
{
    [Theory]
    [InlineData("orders", "orders")]
    [InlineData("order_items_2", "order_items_2")]
    [InlineData("_x", "_x")]
    [InlineData("Orders", "\"Orders\"")]
    [InlineData("2nd", "\"2nd\"")]
    [InlineData("a$b", "\"a$b\"")]
    [InlineData("größe", "\"größe\"")]
    [InlineData("with space", "\"with space\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("", "\"\"")]
    [InlineData("user", "\"user\"")]
    [InlineData("order", "\"order\"")]
    [InlineData("left", "\"left\"")]
    [InlineData("values", "\"values\"")]
    [InlineData("name", "name")]
    [InlineData("key", "key")]
    public void Name_IsQuotedOnlyWhereItMust(string name, string expected) => Assert.Equal(expected, SqlIdentifier.Quote(name));

    [Theory]
    [InlineData(null, "orders", "orders")]
    [InlineData("public", "orders", "public.orders")]
    [InlineData("Shop", "Orders", "\"Shop\".\"Orders\"")]
    public void Relation_KeepsItsSchema(string? schema, string name, string expected) =>
        Assert.Equal(expected, SqlIdentifier.Quote(new RelationName(schema, name)));
}
