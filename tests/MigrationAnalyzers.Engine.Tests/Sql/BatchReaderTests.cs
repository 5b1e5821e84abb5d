using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>The query with a LIMIT that chooses the rows of a statement.</summary>
public sealed class BatchReaderTests
{
    [Theory]
    [InlineData("update t set a = 1 where id in (select id from t where b = 1 order by c limit 10)", "id b c")]
    [InlineData("with x as (select id from t limit 10) update t set a = 1 from x where x.id = t.id and d is null", "id d")]
    [InlineData("delete from t where ctid = any (array(select ctid from t limit 10))", "ctid")]
    [InlineData("update t set a = 1 where id in (select id from t where now() > b limit 10)", null)]
    [InlineData("update t set a = 1 where id in (select id from t where b > (select 1) limit 10)", null)]
    [InlineData("update t set a = 1 where id in (select id from t where exists (select from u) limit 10)", null)]
    [InlineData("update t set a = 1 where id in (select t.id from t join u on true limit 10)", null)]
    public void DecidingColumns_AreKnownWhereNothingElseDecides(string sql, string? expected)
    {
        var batch = Write(sql).Batch!;

        Assert.Equal(expected, batch.DecidingColumns.IsDefault ? null : string.Join(" ", batch.DecidingColumns.Order(StringComparer.Ordinal).OrderBy(static c => c != "id")));
    }

    [Fact]
    public void Variable_Decides()
    {
        var statement = Assert.Single(SqlMarkup.Read("do $$ declare low int; begin update t set a = 1 where id in (select id from t where id > low limit 10); end $$"));

        Assert.True(Assert.IsType<WriteRows>(statement.Operations[0]).Batch!.DecidingColumns.IsDefault);
    }

    [Theory]
    [InlineData("limit 10", false, false)]
    [InlineData("limit 10 offset 5", true, false)]
    [InlineData("limit 10 offset 0", false, false)]
    [InlineData("limit 10 offset null", false, false)]
    [InlineData("limit 10 for update skip locked", false, true)]
    [InlineData("limit 10 for update nowait", false, false)]
    public void OffsetAndSkipLocked_AreSeen(string end, bool offset, bool skips)
    {
        var batch = Write("delete from t where id in (select id from t where a = 1 " + end + ")").Batch!;

        Assert.Equal((offset, skips, false, new RelationName(null, "t")), (batch.HasOffset, batch.SkipsLocked, batch.IsUnconditional, batch.Table!.Value));
        Assert.Equal(new ComparisonPredicate("a", "=", new PredicateConstant("1", "int4")), batch.Where);
    }

    [Theory]
    [InlineData("update t set a = 1 where id = 7")]
    [InlineData("delete from t")]
    [InlineData("insert into t select * from u")]
    public void StatementWithoutALimit_HasNone(string sql) => Assert.Null(Write(sql).Batch);

    [Fact]
    public void InsertAndMerge_HaveOne()
    {
        Assert.True(Write("insert into t select * from u limit 10 offset 20").Batch!.HasOffset);
        Assert.NotNull(Write("merge into t using (select * from u limit 10) s on s.id = t.id when matched then delete").Batch);
    }

    [Theory]
    [InlineData("update t set a = a", "a")]
    [InlineData("update t x set a = x.a, b = 1", "a")]
    [InlineData("update t set a = u.a from u where u.id = t.id", "")]
    [InlineData("update t set a = b", "")]
    public void TouchedColumns_AreSetToThemselves(string sql, string expected) => Assert.Equal(expected, string.Join(" ", Write(sql).TouchedColumns));

    private static WriteRows Write(string sql) => SqlMarkup.Single<WriteRows>(sql);
}
