using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.Tests.Effects;

public sealed class ExpressionErrorsTests
{
    private const string Table = "create table t(id int primary key, b text, ts timestamp, tz timestamptz)";

    [Theory]
    [InlineData("alter table t add x uuid default gen_random_uuid()", 12, "function gen_random_uuid() does not exist")]
    [InlineData("alter table t add x uuid default gen_random_uuid()", 13, null)]
    [InlineData("create extension pgcrypto; alter table t add x uuid default gen_random_uuid()", 12, null)]
    [InlineData("alter table t add x int default nofn()", 18, "function nofn() does not exist")]
    [InlineData("alter table t add x bigint default count(*)", 18, "aggregate functions are not allowed in DEFAULT expressions")]
    [InlineData("create index on t (date_trunc('day', ts))", 18, null)]
    [InlineData("create index on t (date_trunc('day', tz))", 18, "functions in index expression must be marked IMMUTABLE")]
    [InlineData("alter table t add x nosuchtype", 18, "type \"nosuchtype\" does not exist")]
    public void ExpressionInAWholeHistory_IsRefusedAsTheServerDoes(string sql, int major, string? expected) =>
        Assert.Equal(expected, ErrorOf(SchemaCatalog.Empty, sql, major));

    [Theory]
    [InlineData("alter table t add x uuid default uuidv7()")]
    [InlineData("alter table t add x int default nofn()")]
    [InlineData("alter table t add x nosuchtype")]
    public void NameThatAnUnknownHistoryMayHave_IsNoError(string sql) => Assert.Null(ErrorOf(SchemaCatalog.Unknown, sql, 12));

    private static string? ErrorOf(SchemaCatalog catalog, string sql, int major)
    {
        string? error = null;
        foreach (var statement in SqlFrontEnd.Read(SqlText.OfFile("m.sql", Table + ";" + sql)))
        {
            error = StatementEffects.Of(statement, catalog, new EffectOptions(major))[0].Error;
            catalog = catalog.Apply(statement);
        }

        return error;
    }
}
