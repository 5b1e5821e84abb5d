namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>Enums and domains.</summary>
public sealed class TypeStatementReaderTests
{
    [Theory]
    [InlineData("alter type s.ty [|add value|] if not exists 'a' before 'c'", "AddEnumValue Type=s.ty Label=a IfNotExists Neighbor=c")]
    [InlineData("alter type ty [|add|] attribute x int", "AlterCompositeType Type=ty Attribute=x NewType=int4")]
    [InlineData("alter domain d [|add constraint|] c check (value > 0) not valid", "AlterDomain Domain=d Command=AddConstraint NotValid Name=c Check={value > 0}")]
    [InlineData("alter domain d [|set not null|]", "AlterDomain Domain=d Command=SetNotNull")]
    [InlineData("alter domain d [|set default|] 5", "AlterDomain Domain=d Command=SetDefault Default={5}")]
    [InlineData("alter domain d [|drop default|]", "AlterDomain Domain=d Command=DropDefault")]
    [InlineData("alter domain d [|validate constraint|] c", "AlterDomain Domain=d Command=ValidateConstraint Name=c")]
    [InlineData("alter domain d [|drop constraint|] c", "AlterDomain Domain=d Command=DropConstraint Name=c")]
    [InlineData("alter domain d [|drop not null|]", "AlterDomain Domain=d Command=DropNotNull")]
    [InlineData(
        "[|create domain|] s.d as varchar(10) default 'x' not null check (value <> '') check (length(value) > 2)",
        "CreateDomain Domain=s.d BaseType=varchar(10) NotNull Default={'x'} Checks=[{value <> ''}, {length(value) > 2}] CheckNames=[, ]")]
    [InlineData("[|create type|] s.e as enum ('a', 'b')", "CreateEnum Type=s.e Labels=[a, b]")]
    public void TypeStatement_GivesItsOperation(string markup, params string[] expected) =>
        Assert.Equal(expected, SqlMarkup.Describe(markup));
}
