namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>CREATE TABLE in all its forms.</summary>
public sealed class TableReaderTests
{
    [Theory]
    [InlineData(
        """[|create table|] if not exists x (like y including all, a int primary key, b text not null unique, c int generated always as (a * 2) stored, d int generated always as identity, e timestamptz default now() not null, f int constraint fk references z (id) on delete set null, constraint f2 foreign key (a, b) references z, g bigserial, primary key (a, b), check (a > 0), h numeric(10, 2) default -1.5 collate "C", i text null) inherits (w) partition by range (a)""",
        "CreateTable Table=x Columns=[(Name=a Type=int4 Nullable=False), (Name=b Type=text Nullable=False), (Name=c Type=int4 Nullable=True Generated=Stored GenerationExpression={a * 2}), (Name=d Type=int4 Nullable=False Generated=Identity), (Name=e Type=timestamptz Nullable=False Default={now()}), (Name=f Type=int4 Nullable=True), (Name=g Type=int8 serial Nullable=False), (Name=h Type=numeric(10,2) Nullable=True Default={-1.5} Collation=C), (Name=i Type=text Nullable=True)] Constraints=[PrimaryKey(Inline Columns=[a]), Unique(Inline Columns=[b]), ForeignKey(Name=fk Inline Columns=[f] ReferencedTable=z ReferencedColumns=[id] OnDelete=SetNull), ForeignKey(Name=f2 Columns=[a, b] ReferencedTable=z), PrimaryKey(Columns=[a, b]), Check(Expression={a > 0})] IfNotExists IsPartitioned PartitionKey=(Operands=[a]) Inherits=[w] Reads=[y] Likes=[(Source=y Options=Comments, Compression, Constraints, Defaults, Generated, Identity, Indexes, Statistics, Storage)]")]
    [InlineData(
        "[|create table|] p1 partition of s.p for values from (1) to (2)",
        "CreateTable Table=p1 PartitionOf=s.p Bound=RangeBound(From=[(Value=(Text=1 Type=int4))] To=[(Value=(Text=2 Type=int4))])")]
    [InlineData("[|create table|] p1 partition of p default", "CreateTable Table=p1 PartitionOf=p Bound=DefaultBound()")]
    [InlineData(
        "[|create unlogged table|] if not exists q as select * from a join s.b using (x)",
        "CreateTable Table=q IfNotExists Persistence=Unlogged Reads=[a, s.b] Output=(Items=[()]) AsSelect")]
    [InlineData("[|create temp table|] q (a int)", "CreateTable Table=q Columns=[(Name=a Type=int4 Nullable=True)] Persistence=Temporary")]
    [InlineData("[|select|] * into z from q", "CreateTable Table=z Reads=[q] Output=(Items=[(Relations=[q])] UpdatableRelation=q) AsSelect")]
    [InlineData(
        "[|create materialized view|] mv as select * from t with no data",
        "CreateTable Table=mv Reads=[t] Output=(Items=[(Relations=[t])] UpdatableRelation=t) AsSelect WithNoData IsMaterializedView ReadColumns=[*]")]
    [InlineData(
        "[|create table|] pg_temp.x (a int not null default null, b int default case when true then 1 else null end null, c bool default 1 is not distinct from null not null, d text default null::text null)",
        "CreateTable Table=pg_temp.x Columns=[(Name=a Type=int4 Nullable=False Default={null}), (Name=b Type=int4 Nullable=True Default={case when true then 1 else null end}), (Name=c Type=bool Nullable=False Default={1 is not distinct from null}), (Name=d Type=text Nullable=True Default={null::text})] Persistence=Temporary")]
    [InlineData(
        "[|create table|] t (a int constraint n not null, constraint m not null b, b int, c text check (c <> ')') default ';', foreign key (a) references s.p (id) match full on update restrict on delete set default not valid)",
        "CreateTable Table=t Columns=[(Name=a Type=int4 Nullable=False), (Name=b Type=int4 Nullable=False), (Name=c Type=text Nullable=True Default={';'})] Constraints=[NotNull(Name=m Column=b), Check(Inline Expression={c <> ')'}), ForeignKey(Columns=[a] ReferencedTable=s.p ReferencedColumns=[id] OnDelete=SetDefault OnUpdate=Restrict MatchFull)]")]
    [InlineData(
        """[|create table|] if not exists "T" ("Id" uuid default gen_random_uuid() primary key deferrable, unique nulls not distinct ("Id"))""",
        "CreateTable Table=T Columns=[(Name=Id Type=uuid Nullable=False Default={gen_random_uuid()})] Constraints=[PrimaryKey(Deferrable Inline Columns=[Id]), Unique(Columns=[Id] NullsNotDistinct)] IfNotExists")]
    [InlineData("[|create table|] t of ty", "CreateTable Table=t OfType=ty")]
    [InlineData("[|create table|] t as table u with no data", "CreateTable Table=t Reads=[u] Output=(Items=[(Relations=[u])] UpdatableRelation=u) AsSelect WithNoData")]
    [InlineData("[|create table|] t ()", "CreateTable Table=t")]
    public void CreateTable_GivesColumnsConstraintsAndSources(string markup, params string[] expected) =>
        Assert.Equal(expected, SqlMarkup.Describe(markup));
}
