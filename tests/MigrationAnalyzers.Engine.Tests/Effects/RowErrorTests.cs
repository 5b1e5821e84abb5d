using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.Tests.Effects;

/// <summary>Errors that only a table with rows gives.</summary>
public sealed class RowErrorTests
{
    [Theory]
    [InlineData("", "alter table t add column x int not null", 1)]
    [InlineData("", "alter table t add column x int, alter column x set not null", 1)]
    [InlineData("", "alter table t add column x int not null default 0", null)]
    [InlineData("", "alter table t add column x int default 7 unique", 2)]
    [InlineData("", "alter table t add column x int unique", null)]
    [InlineData("alter table t add column x int", "alter table t alter column x set not null", 1)]
    [InlineData("alter table t add column x int; update t set x = 1", "alter table t alter column x set not null", null)]
    [InlineData("alter table t add column x int; insert into t values (1, 2)", "alter table t alter column x set not null", null)]
    [InlineData("", "alter table t alter column id set not null", null)]
    [InlineData("alter table t add column x int default 7", "create unique index u on t (x)", 2)]
    public void RowsThatTheErrorTakes(string before, string statement, int? expected)
    {
        var catalog = After("create table t (id int); insert into t values (1), (2); " + before);

        Assert.Equal(expected, ErrorsOf(catalog, statement)?.Rows);
    }

    [Theory]
    [InlineData("insert into t values (1), (2)", true)]
    [InlineData("insert into t select g from generate_series(1, 10) g", true)]
    [InlineData("insert into t select id from s", false)]
    [InlineData("insert into t select 1 where not exists (select from t)", false)]
    [InlineData("insert into t values (1) on conflict do nothing", false)]
    [InlineData("insert into t values (1); delete from t", false)]
    [InlineData("insert into t values (1); truncate t", false)]
    [InlineData("", false)]
    public void ErrorIsCertain_WhereStatementsWroteTheRows(string rows, bool expected)
    {
        var catalog = After("create table t (id int); " + rows);

        Assert.Equal(expected, ErrorsOf(catalog, "alter table t add column x int not null")!.IsCertain(catalog));
    }

    private static RowError? ErrorsOf(SchemaCatalog catalog, string sql) =>
        StatementEffects.Of(Assert.Single(SqlFrontEnd.Read(SqlText.OfFile("a.sql", sql))), catalog, new EffectOptions(16))
            .Select(static e => e.ErrorWithRows).FirstOrDefault(static e => e is not null);

    private static SchemaCatalog After(string sql)
    {
        var catalog = SchemaCatalog.Unknown;
        foreach (var statement in SqlFrontEnd.Read(SqlText.OfFile("a.sql", sql)))
        {
            catalog = catalog.Apply(statement);
        }

        return catalog;
    }
}
