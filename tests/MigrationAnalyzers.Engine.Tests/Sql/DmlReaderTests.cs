using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>INSERT, UPDATE, DELETE, MERGE, COPY and queries.</summary>
public sealed class DmlReaderTests
{
    [Theory]
    [InlineData("explain analyze [|update|] t set a = 1", "WriteRows Table=t Kind=Update Columns=[a]")]
    [InlineData("[|copy|] t (a, b) from '/x'", "WriteRows Table=t Kind=Copy Columns=[a, b]")]
    [InlineData("[|copy|] (select * from t) to stdout", "OtherStatement Command=CopyStmt Relations=[t] Output=(Items=[(Relations=[t])] UpdatableRelation=t)")]
    [InlineData("[|copy|] t to stdout", "OtherStatement Command=CopyStmt Relations=[t] Only=[t]")]
    [InlineData(
        "[|insert into|] t (a, b) values (1, 2), (3, default) on conflict do nothing",
        "WriteRows Table=t Kind=Insert Reach=ByKey RowCount=2 Rows=[{(a = 1::int4 and b = 2::int4)}, {(a = 3::int4)}] Columns=[a, b]")]
    [InlineData("[|insert into|] t default values", "WriteRows Table=t Kind=Insert Reach=ByKey RowCount=1")]
    [InlineData("[|insert into|] t select * from u where a > 5", "WriteRows Table=t Kind=Insert Reads=[u]")]
    [InlineData(
        "[|insert into|] t select 1, 'x' where not exists (select 1 from t where id = 1)",
        "WriteRows Table=t Kind=Insert Reach=ByKey RowCount=1 Reads=[t]")]
    [InlineData("[|insert into|] t select 1 union all select 2 union all values (3), (4)", "WriteRows Table=t Kind=Insert Reach=ByKey RowCount=4")]
    [InlineData("[|insert into|] t select * from u limit 10", "WriteRows Table=t Kind=Insert Reach=Limited RowCount=10 Reads=[u]")]
    [InlineData("[|insert into|] t select * from unnest(array[1,2,3]) x", "WriteRows Table=t Kind=Insert Reach=ByKey")]
    [InlineData("[|insert into|] t select g from generate_series(1, 50) g", "WriteRows Table=t Kind=Insert Reach=ByKey RowCount=50")]
    [InlineData("[|insert into|] t select g from generate_series(1, 1000000) g", "WriteRows Table=t Kind=Insert")]
    [InlineData("[|insert into|] t select generate_series(1, 20)", "WriteRows Table=t Kind=Insert Reach=ByKey RowCount=20")]
    [InlineData("[|insert into|] t select count(*) from u", "WriteRows Table=t Kind=Insert Reach=ByKey RowCount=1 Reads=[u]")]
    [InlineData("[|update|] only s.t set a = 1, b = default", "WriteRows Table=s.t Kind=Update Columns=[a, b] Only")]
    [InlineData("[|update|] t set a = 1 where id = 5 and b is null", "WriteRows Table=t Kind=Update BoundingColumns=[id] Where={(id = 5::int4 and b is null)} Columns=[a]")]
    [InlineData(
        "[|update|] t as x set a = 1 where x.id in (1, 2, 3)",
        "WriteRows Table=t Kind=Update BoundingColumns=[id] Where={(id = 1::int4 or id = 2::int4 or id = 3::int4)} Columns=[a]")]
    [InlineData("[|update|] t set a = 1 where (a, b) in ((1, 2), (3, 4))", "WriteRows Table=t Kind=Update BoundingColumns=[a, b] Where={?} Columns=[a]")]
    [InlineData("[|update|] t set a = 1 where (a, b) = (1, 2)", "WriteRows Table=t Kind=Update BoundingColumns=[a, b] Where={?} Columns=[a]")]
    [InlineData(
        "[|update|] t set a = 1 where id = any(array[1,2]) or id = 7",
        "WriteRows Table=t Kind=Update BoundingColumns=[id] Where={(id = 1::int4 or id = 2::int4 or id = 7::int4)} Columns=[a]")]
    [InlineData("[|update|] t set a = 1 where id = 1 or name = 'x'", "WriteRows Table=t Kind=Update Where={(id = 1::int4 or name = 'x')} Columns=[a]")]
    [InlineData(
        "[|update|] t set a = 1 where id between 1 and 1000",
        "WriteRows Table=t Kind=Update BoundingColumns=[id] Where={(id >= 1::int4 and id <= 1000::int4)} Columns=[a]")]
    [InlineData("[|update|] t set a = 1 where id >= 1 and id < 100000000", "WriteRows Table=t Kind=Update Where={(id >= 1::int4 and id < 100000000::int4)} Columns=[a]")]
    [InlineData(
        "[|update|] t set a = 1 where id > 5 and 2000 >= id",
        "WriteRows Table=t Kind=Update BoundingColumns=[id] Where={(id > 5::int4 and id <= 2000::int4)} Columns=[a]")]
    [InlineData("[|update|] t set a = 1 where id > 5", "WriteRows Table=t Kind=Update Where={id > 5::int4} Columns=[a]")]
    [InlineData(
        "[|update|] t set a = 1 where created between '2020-01-01' and '2020-02-01'",
        "WriteRows Table=t Kind=Update Where={(created >= '2020-01-01' and created <= '2020-02-01')} Columns=[a]")]
    [InlineData(
        "[|update|] t set a = 1 where id in (select id from t where a is null limit 500)",
        "WriteRows Table=t Kind=Update Reach=Limited RowCount=500 BoundingColumns=[id] Reads=[t] Columns=[a]")]
    [InlineData(
        "[|update|] t set a = 1 where ctid = any(array(select ctid from t where a is null limit 500 for update skip locked))",
        "WriteRows Table=t Kind=Update Reach=Limited RowCount=500 BoundingColumns=[ctid] Reads=[t] Where={?} Columns=[a]")]
    [InlineData(
        "with b as (select id from t where a is null order by id limit 100) [|update|] t set a = 1 from b where t.id = b.id",
        "WriteRows Table=t Kind=Update Reach=Limited RowCount=100 BoundingColumns=[id] Reads=[t] Columns=[a]")]
    [InlineData(
        "with b as (select id from t where a is null) [|update|] t set a = 1 from b where t.id = b.id",
        "WriteRows Table=t Kind=Update Reads=[t] Columns=[a]")]
    [InlineData(
        "[|update|] t set a = v.x from (values (1, 'a'), (2, 'b')) v(id, x) where t.id = v.id",
        "WriteRows Table=t Kind=Update BoundingColumns=[id] Columns=[a]")]
    [InlineData("[|update|] t set a = u.a from u where u.id = t.id", "WriteRows Table=t Kind=Update Reads=[u] Columns=[a]")]
    [InlineData("[|update|] t set a = 1 where id = (select max(id) from t)", "WriteRows Table=t Kind=Update BoundingColumns=[id] Reads=[t] Where={?} Columns=[a]")]
    [InlineData(
        "[|update|] t set a = 1 where id::text = '5' and tenant = 'x'::uuid",
        "WriteRows Table=t Kind=Update BoundingColumns=[id, tenant] Where={(id::text = '5' and tenant = x::uuid)} Columns=[a]")]
    [InlineData("[|update|] t set a = 1 where current of c", "WriteRows Table=t Kind=Update Reach=Limited RowCount=1 Columns=[a]")]
    [InlineData("[|update|] t set a = 1 where not (id = 5)", "WriteRows Table=t Kind=Update Where={id <> 5::int4} Columns=[a]")]
    [InlineData("[|update|] t set a = 1 where ctid = '(0,1)'", "WriteRows Table=t Kind=Update Reach=ByKey BoundingColumns=[ctid] Where={ctid = '(0,1)'} Columns=[a]")]
    [InlineData("[|delete from|] t", "WriteRows Table=t Kind=Delete")]
    [InlineData("[|delete from|] only t using u where t.id = u.id and u.x = 5", "WriteRows Table=t Kind=Delete Reads=[u] Only")]
    [InlineData("[|delete from|] t where id in (values (1), (2))", "WriteRows Table=t Kind=Delete BoundingColumns=[id]")]
    [InlineData(
        "with d as ([|delete from|] t where id in (select id from t limit 10) returning *) [|insert into|] archive select * from d",
        "WriteRows Table=t Kind=Delete Reach=Limited RowCount=10 BoundingColumns=[id] Reads=[t]",
        "WriteRows Table=archive Kind=Insert Reach=Limited RowCount=10")]
    [InlineData(
        "[|with|] d as ([|delete from|] s.t returning *), e as ([|update|] u set a = 1) select * from d, v",
        "WriteRows Table=s.t Kind=Delete",
        "WriteRows Table=u Kind=Update Columns=[a]",
        "OtherStatement Command=SelectStmt Relations=[v]")]
    [InlineData("with x as (select 1) [|insert into|] t select * from x", "WriteRows Table=t Kind=Insert Reach=ByKey RowCount=1")]
    [InlineData(
        "with recursive r as (select 1 as n union all select n + 1 from r) [|insert into|] t select n from r",
        "WriteRows Table=t Kind=Insert")]
    [InlineData("[|merge into|] t using u on t.id = u.id when matched then update set a = 1", "WriteRows Table=t Kind=Merge Reads=[u]")]
    [InlineData(
        "[|merge into|] only t as z using (values (1)) v(id) on z.id = v.id when not matched then insert values (v.id)",
        "WriteRows Table=t Kind=Merge Reach=ByKey RowCount=1 Only")]
    [InlineData("[|merge into|] t using (values (1)) v(id) on t.id = v.id when not matched by source then delete", "WriteRows Table=t Kind=Merge")]
    [InlineData("[|copy|] t from stdin", "WriteRows Table=t Kind=Copy")]
    [InlineData("copy ([|delete from|] t returning *) to stdout", "WriteRows Table=t Kind=Delete")]
    [InlineData("[|select|] * from t where id = 5 for update", "OtherStatement Command=SelectStmt Relations=[t] RowLocks=[t] Where={id = 5::int4}")]
    [InlineData(
        "with x as ([|insert into|] a values (1) returning id) [|insert into|] b select id from x",
        "WriteRows Table=a Kind=Insert Reach=ByKey RowCount=1 Rows=[{($1 = 1::int4)}]",
        "WriteRows Table=b Kind=Insert Reach=ByKey RowCount=1")]
    [InlineData("[|update|] t set a = 1 where id in ($1, $2) and b = $3", "WriteRows Table=t Kind=Update BoundingColumns=[id, b] Where={(? and ?)} Columns=[a]")]
    [InlineData(
        """[|update|] "Orders" set "Status" = 1 where "Id" = 5""",
        "WriteRows Table=Orders Kind=Update BoundingColumns=[Id] Where={Id = 5::int4} Columns=[Status]")]
    [InlineData("[|update|] t set a = (select x from y where y.id = t.id) where a is null", "WriteRows Table=t Kind=Update Reads=[y] Where={a is null} Columns=[a]")]
    public void Write_TellsWhichRowsItReaches(string markup, params string[] expected) =>
        Assert.Equal(expected, SqlMarkup.Describe(markup));

    [Theory]
    [InlineData("select 1; update t set a = 1 where b > 2 ; select 2", "update t set a = 1 where b > 2")]
    [InlineData("with u as (select 1) update t set a = 1", "with u as (select 1) update t set a = 1")]
    [InlineData("with u as (update t set a = 1 returning a) select * from u", null)]
    [InlineData("explain analyze update t set a = 1", null)]
    [InlineData("do $$ begin update t set a = 1; end $$", null)]
    [InlineData("delete from t", null)]
    public void UpdateOfItsOwn_HasItsText(string sql, string? expected) =>
        Assert.Equal(expected, Assert.Single(SqlMarkup.Read(sql).SelectMany(static s => s.Operations).OfType<WriteRows>()).Statement);
}
