using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>Volatility, constants, columns of expressions.</summary>
public sealed class ExpressionReaderTests
{
    [Theory]
    [InlineData("now()")]
    [InlineData("current_timestamp")]
    [InlineData("CURRENT_DATE")]
    [InlineData("localtimestamp(3)")]
    [InlineData("current_user")]
    [InlineData("timezone('utc', now())")]
    [InlineData("now() at time zone 'utc'")]
    [InlineData("now() + interval '1 day'")]
    [InlineData("statement_timestamp()")]
    [InlineData("transaction_timestamp()")]
    [InlineData("txid_current()")]
    [InlineData("current_setting('x.y')")]
    [InlineData("coalesce(current_setting('x', true), 'a')")]
    [InlineData("pg_catalog.now()")]
    [InlineData("to_tsvector('simple', a)")]
    [InlineData("jsonb_build_object('a', 1)")]
    [InlineData("concat('a', 1)")]
    [InlineData("unaccent('x')")]
    public void StableExpression_IsStable(string text) => Assert.Equal(Volatility.Stable, SqlFrontEnd.ReadExpression(text).Volatility);

    [Theory]
    [InlineData("1")]
    [InlineData("'x'::text || 'y'")]
    [InlineData("lower('X')")]
    [InlineData("md5('x')")]
    [InlineData("uuid_generate_v5(uuid_ns_url(), 'x')")]
    [InlineData("'{}'::jsonb")]
    [InlineData("ARRAY[1, 2]::int[]")]
    [InlineData("case when a then 1 else 2 end")]
    [InlineData("greatest(a, b)")]
    [InlineData("\"substring\"('abc', 1)")]
    [InlineData("case when true then 1 else random() end")]
    [InlineData("case when false then random() else 1 end")]
    [InlineData("coalesce(null, 1, random())")]
    [InlineData("random() > 0.5 or true")]
    [InlineData("false and random() > 0.5")]
    public void ImmutableExpression_IsImmutable(string text) => Assert.Equal(Volatility.Immutable, SqlFrontEnd.ReadExpression(text).Volatility);

    [Theory]
    [InlineData("random()", "random")]
    [InlineData("RANDOM()", "random")]
    [InlineData("gen_random_uuid()", "gen_random_uuid")]
    [InlineData("uuidv7()", "uuidv7")]
    [InlineData("clock_timestamp()", "clock_timestamp")]
    [InlineData("timeofday()::timestamptz", "timeofday")]
    [InlineData("nextval('s'::regclass)", "nextval")]
    [InlineData("set_config('a', 'b', true)", "set_config")]
    [InlineData("public.uuid_generate_v4()", "public.uuid_generate_v4")]
    [InlineData("uuid_generate_v1mc()", "uuid_generate_v1mc")]
    [InlineData("encode(gen_random_bytes(16), 'hex')", "gen_random_bytes")]
    [InlineData("case when a then 1 else (random() * 10)::int end", "random")]
    [InlineData("coalesce(null, my_function(), random())", "random")]
    [InlineData("ARRAY[1, floor(random())]", "random")]
    [InlineData("pg_catalog.random()", "random")]
    public void VolatileExpression_NamesTheFunction(string text, string function)
    {
        var expression = SqlFrontEnd.ReadExpression(text);

        Assert.Equal(Volatility.Volatile, expression.Volatility);
        Assert.Equal(function, expression.DecidingFunction);
    }

    [Theory]
    [InlineData("my_function()", "my_function")]
    [InlineData("lower(my_function())", "my_function")]
    [InlineData("app.\"MyFunction\"(1)", "app.MyFunction")]
    [InlineData("app.now()", "app.now")]
    public void UserFunction_IsUnknownAndNamed(string text, string function)
    {
        var expression = SqlFrontEnd.ReadExpression(text);

        Assert.Equal(Volatility.Unknown, expression.Volatility);
        Assert.Equal(function, expression.DecidingFunction);
    }

    [Theory]
    [InlineData("1", true, false)]
    [InlineData("-1.5", true, false)]
    [InlineData("'x'::character varying(10)", true, false)]
    [InlineData("interval '1 day'", true, false)]
    [InlineData("TRUE", true, false)]
    [InlineData("'{1,2}'::int[]", true, false)]
    [InlineData("ARRAY[]::text[]", true, false)]
    [InlineData("'x' collate \"C\"", true, false)]
    [InlineData("null", true, true)]
    [InlineData("NULL::timestamp with time zone", true, true)]
    [InlineData("1 + 1", false, false)]
    [InlineData("now()", false, false)]
    [InlineData("a", false, false)]
    public void Constant_IsTold(string text, bool isConstant, bool isNull)
    {
        var expression = SqlFrontEnd.ReadExpression(text);

        Assert.Equal(isConstant, expression.IsConstant);
        Assert.Equal(isNull, expression.IsNull);
    }

    [Fact]
    public void Columns_AreGivenOnceAndFolded() =>
        Assert.Equal(["a", "B", "c"], SqlFrontEnd.ReadExpression("A > 0 and t.\"B\" = a or s.t.C is null").Columns.ToArray());

    [Theory]
    [InlineData("")]
    [InlineData("1 +")]
    [InlineData("a, b")]
    [InlineData("1) + (2")]
    [InlineData("-- nothing")]
    [InlineData("1; drop table x")]
    public void TextThatIsNoExpression_IsKeptUnread(string text)
    {
        var expression = SqlFrontEnd.ReadExpression(text);

        Assert.Equal(text, expression.Text);
        Assert.Null(expression.Volatility);
        Assert.False(expression.IsConstant);
    }
}
