using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>Loops of PL/pgSQL: how often they run, and what ends them.</summary>
public sealed class LoopReaderTests
{
    [Theory]
    [InlineData("for i in 1..10 loop delete from t; end loop;", 10)]
    [InlineData("for i in reverse 10..1 by 2 loop delete from t; end loop;", 10)]
    [InlineData("for i in 1..3 loop for j in 1..4 loop delete from t; end loop; end loop;", 12)]
    [InlineData("foreach i in array array[1, 2] loop delete from t; end loop;", 2)]
    [InlineData("for r in select * from (values (1), (2), (3)) v loop delete from t; end loop;", 3)]
    [InlineData("for r in select * from generate_series(1, 7) loop delete from t; end loop;", 7)]
    [InlineData("for i in 1..n loop delete from t; end loop;", null)]
    [InlineData("for r in select id from u loop delete from t; end loop;", null)]
    [InlineData("loop for i in 1..3 loop delete from t; end loop; exit when n > 1; end loop;", null)]
    [InlineData("delete from t;", null)]
    public void Rounds_AreThoseOfTheText(string body, int? expected) => Assert.Equal(expected, Read(body).Rounds);

    [Theory]
    [InlineData("loop delete from t; end loop;", LoopEnd.Never)]
    [InlineData("loop delete from t; continue when x; end loop;", LoopEnd.Never)]
    [InlineData("loop delete from t; exit when not found; end loop;", LoopEnd.WhenNothingIsFound)]
    [InlineData("loop delete from t; commit; exit when not found; end loop;", LoopEnd.WhenNothingIsFound)]
    [InlineData("loop delete from t; if not found then exit; end if; end loop;", LoopEnd.WhenNothingIsFound)]
    [InlineData("loop delete from t; get diagnostics n = row_count; exit when n = 0; end loop;", LoopEnd.WhenNothingIsFound)]
    [InlineData("while found loop delete from t; end loop;", LoopEnd.WhenNothingIsFound)]
    [InlineData("while n > 0 loop delete from t; get diagnostics n = row_count; end loop;", LoopEnd.WhenNothingIsFound)]
    [InlineData("loop delete from t; perform 1; exit when not found; end loop;", LoopEnd.Other)]
    [InlineData("loop delete from t; exit when found; end loop;", LoopEnd.Other)]
    [InlineData("loop delete from t; exit when n = 0; end loop;", LoopEnd.Other)]
    [InlineData("loop delete from t; exit when not found; exit when n > 3; end loop;", LoopEnd.Other)]
    [InlineData("loop delete from t; raise exception 'x'; end loop;", LoopEnd.Other)]
    [InlineData("while n > 0 loop delete from t; end loop;", LoopEnd.Other)]
    [InlineData("for i in 1..10 loop delete from t; end loop;", LoopEnd.Other)]
    [InlineData("for r in select 1 loop delete from t; end loop;", LoopEnd.AfterTheLastRow)]
    [InlineData("foreach i in array x loop delete from t; end loop;", LoopEnd.AfterTheLastRow)]
    [InlineData("loop for r in select 1 loop delete from t; end loop; end loop;", LoopEnd.AfterTheLastRow)]
    [InlineData("delete from t;", LoopEnd.Other)]
    public void End_IsWhatLeavesTheLoop(string body, LoopEnd expected) => Assert.Equal(expected, Read(body).LoopEnd);

    [Fact]
    public void OtherStatements_DoNotEndTheLoop()
    {
        var statements = SqlMarkup.Read("do $$ begin loop insert into log values (1); delete from t; exit when not found; update t set a = 1; end loop; end $$");

        Assert.Equal([LoopEnd.Other, LoopEnd.WhenNothingIsFound, LoopEnd.Other], statements.Select(static s => s.LoopEnd));
    }

    private static MigrationStatement Read(string body) =>
        SqlMarkup.Read($"do $$ declare n int; i int; x int[]; r record; begin {body} end $$")
            .First(static s => s.Operations is [WriteRows { Kind: RowWriteKind.Delete }]);
}
