using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>Scripts of several statements, and where they stand.</summary>
public sealed class ScriptReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("-- only a comment")]
    [InlineData("/* a /* nested */ one */ ;; ;")]
    public void TextWithoutStatement_GivesNothing(string sql) => Assert.Empty(SqlMarkup.Read(sql));

    [Fact]
    public void SeveralStatements_AreReadInOrderWithTheirSpans()
    {
        const string Markup =
            """
            -- DROP TABLE never;
            [|DROP TABLE|] a; /* ; */ [|CREATE INDEX|] x ON b (c) -- ;
            ;
            [|DELETE FROM|] "d;"
            """;
        var statements = SqlMarkup.Read(Markup);

        var sql = SqlMarkup.Strip(Markup, out _);
        Assert.Equal(
            ["DROP TABLE a", "CREATE INDEX x ON b (c)", "DELETE FROM \"d;\""],
            statements.Select(s => sql.Substring(s.Origin.SqlStatement.Start, s.Origin.SqlStatement.Length)));
        Assert.Equal([0, 1, 2], statements.Select(static s => s.Command));
    }

    [Fact]
    public void AlterTableWithSeveralSubcommands_IsOneStatement()
    {
        var statement = Assert.Single(SqlMarkup.Read("alter table t [|add column|] a int, [|add column|] b int"));

        Assert.Equal(2, statement.Operations.Length);
        Assert.Equal((0, "alter table".Length), statement.Origin.SqlSpan);
    }

    [Theory]
    [InlineData("-- ä€😀\r\n[|DROP TABLE|] \"😀\"; /* 😀 */ alter table \"ä\" alter \"€\" [|set not null|]")]
    [InlineData("[|select|] '😀😀'; [|update|] t set a = 'ä'")]
    [InlineData("do $é$ begin execute '/* 😀 */ [|drop table|] ä'; [|drop table|] b; end $é$")]
    public void CharactersOutsideOfAscii_DoNotShiftLocations(string markup) => Assert.NotEmpty(SqlMarkup.Read(markup));

    [Fact]
    public void CommitAndChain_BeginsTheNextTransaction()
    {
        var operations = SqlMarkup.Describe("commit and chain");

        Assert.Equal(["TransactionControl Kind=Commit", "TransactionControl Kind=Begin"], operations);
    }

    [Fact]
    public void Locations_GoThroughTheSourceMap()
    {
        var sql = new SqlText("drop table a", FrontEnd.SqlInCode, new ShiftedMap());

        var origin = Assert.Single(SqlFrontEnd.Read(sql)).Operations[0].Origin;

        Assert.Equal(FrontEnd.SqlInCode, origin.FrontEnd);
        Assert.Equal(new SourceLocation("Migration.cs", 100, 20), origin.Location);
        Assert.Equal((0, 10), origin.SqlSpan);
    }

    [Fact]
    public void DoBlockOutsideOfATransaction_IsATransactionOfItsOwn()
    {
        var plan = TransactionPlan.ForScript(SqlMarkup.Read(
            "drop table a; do $$ begin drop table b; drop table c; commit; drop table d; end $$; do $$ begin drop table e; end $$; begin; drop table f; commit"));

        Assert.Equal([null, 1, 1, 1, 2, 3, 4, 4, 4], plan.Select(static s => s.Transaction));
        Assert.Equal([false, true, true, true, true, true, true, true, true], plan.Select(static s => s.TransactionIsKnown));
    }

    private sealed class ShiftedMap : ISqlSourceMap
    {
        public SourceLocation Locate(int start, int length) => new("Migration.cs", 100 + start, length * 2);
    }
}
