namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>ALTER TABLE and ALTER INDEX.</summary>
public sealed class AlterTableReaderTests
{
    [Theory]
    [InlineData("alter table t [|add column|] a int", "AddColumn Table=t Column=(Name=a Type=int4 Nullable=True)")]
    [InlineData(
        "alter table only t [|add|] a varchar(50) not null default 'x'",
        "AddColumn Table=t Column=(Name=a Type=varchar(50) Nullable=False Default={'x'}) Only")]
    [InlineData(
        "alter table t [|add column|] if not exists a uuid default gen_random_uuid() unique",
        "AddColumn Table=t Column=(Name=a Type=uuid Nullable=True Default={gen_random_uuid()}) IfNotExists Constraints=[Unique(Inline Columns=[a])]")]
    [InlineData(
        "alter table t [|add column|] a int constraint ck check (a > 0) no inherit not null, [|add column|] b serial primary key",
        "AddColumn Table=t Column=(Name=a Type=int4 Nullable=False) Constraints=[Check(Name=ck Inline Expression={a > 0} NoInherit)]",
        "AddColumn Table=t Column=(Name=b Type=int4 serial Nullable=False) Constraints=[PrimaryKey(Inline Columns=[b])]")]
    [InlineData(
        "alter table t [|add column|] a int references p deferrable initially deferred",
        "AddColumn Table=t Column=(Name=a Type=int4 Nullable=True) Constraints=[ForeignKey(Deferrable InitiallyDeferred Inline Columns=[a] ReferencedTable=p)]")]
    [InlineData(
        "alter table t [|add column|] a int check (a > 0) not enforced",
        "AddColumn Table=t Column=(Name=a Type=int4 Nullable=True) Constraints=[Check(NotEnforced Inline Expression={a > 0})]")]
    [InlineData(
        "alter table t [|add column|] a int generated always as identity, [|add|] b int generated always as (a * 2) stored, [|add|] c int generated always as (a + 1) virtual",
        "AddColumn Table=t Column=(Name=a Type=int4 Nullable=False Generated=Identity)",
        "AddColumn Table=t Column=(Name=b Type=int4 Nullable=True Generated=Stored GenerationExpression={a * 2})",
        "AddColumn Table=t Column=(Name=c Type=int4 Nullable=True Generated=Virtual GenerationExpression={a + 1})")]
    [InlineData(
        """alter table "Orders" [|add constraint|] "FK_Orders_Customers_CustomerId" foreign key ("CustomerId") references "Customers" ("Id") on delete cascade not valid""",
        "AddConstraint Table=Orders Constraint=ForeignKey(Name=FK_Orders_Customers_CustomerId NotValid Columns=[CustomerId] ReferencedTable=Customers ReferencedColumns=[Id] OnDelete=Cascade)")]
    [InlineData(
        "alter table t [|add constraint|] c check (a is not null) not valid, [|validate constraint|] c",
        "AddConstraint Table=t Constraint=Check(Name=c NotValid Expression={a is not null})",
        "ValidateConstraint Table=t Name=c")]
    [InlineData("alter table t [|add primary key|] using index i", "AddConstraint Table=t Constraint=PrimaryKey(UsingIndex=i)")]
    [InlineData(
        "alter table t [|add constraint|] u unique using index i deferrable",
        "AddConstraint Table=t Constraint=Unique(Name=u Deferrable UsingIndex=i)")]
    [InlineData("alter table t [|add constraint|] nn not null a not valid", "AddConstraint Table=t Constraint=NotNull(Name=nn NotValid Column=a)")]
    [InlineData("alter table t alter column a [|type|] bigint", "AlterColumnType Table=t Column=a NewType=int8")]
    [InlineData(
        """alter table t alter a [|set data type|] numeric(12, 4) collate "C" using round(a, 2), alter column b [|set not null|]""",
        "AlterColumnType Table=t Column=a NewType=numeric(12,4) Using={round(a, 2)} Collation=C ChangesCollation",
        "SetNotNull Table=t Column=b")]
    [InlineData(
        "alter table t alter column a [|set default|] now(), alter column a [|drop default|], alter column a [|drop not null|]",
        "SetColumnDefault Table=t Column=a Default={now()}",
        "DropColumnDefault Table=t Column=a",
        "DropNotNull Table=t Column=a")]
    [InlineData("alter table t alter column a [|set default|] null", "SetColumnDefault Table=t Column=a Default={null}")]
    [InlineData(
        "alter table t [|drop column|] a cascade, [|drop|] if exists b, [|drop constraint|] if exists c",
        "DropColumn Table=t Column=a Cascade",
        "DropColumn Table=t Column=b IfExists",
        "DropConstraint Table=t Name=c IfExists")]
    [InlineData(
        """alter table t alter "a, b" [|set not null|], alter column "alter column" [|type|] text""",
        "SetNotNull Table=t Column=a, b",
        "AlterColumnType Table=t Column=alter column NewType=text")]
    [InlineData(
        """
        alter /* x */ table t -- y
         alter column a /* set not null */ [|set /* z */ not null|]
        """,
        "SetNotNull Table=t Column=a")]
    [InlineData(
        "alter table t [|add|] value int, [|add|] type text, [|drop|] identity",
        "AddColumn Table=t Column=(Name=value Type=int4 Nullable=True)",
        "AddColumn Table=t Column=(Name=type Type=text Nullable=True)",
        "DropColumn Table=t Column=identity")]
    [InlineData("alter table s.t * alter a [|type|] int", "AlterColumnType Table=s.t Column=a NewType=int4")]
    [InlineData(
        """alter table "é" [|add column|] "ü" text default 'ä, ö', alter column "ß" [|set not null|]""",
        "AddColumn Table=é Column=(Name=ü Type=text Nullable=True Default={'ä, ö'})",
        "SetNotNull Table=é Column=ß")]
    [InlineData("alter index i [|attach partition|] j", "OtherIndexChange Index=i Command=AT_AttachPartition Partition=j")]
    [InlineData("alter index i [|set|] (fillfactor = 50)", "OtherIndexChange Index=i Command=AT_SetRelOptions Value=fillfactor")]
    [InlineData(
        "alter table t [|attach partition|] p for values from (1) to (2)",
        "AttachPartition Table=t Partition=p Bound=RangeBound(From=[(Value=(Text=1 Type=int4))] To=[(Value=(Text=2 Type=int4))])")]
    [InlineData("alter table t [|attach partition|] p default", "AttachPartition Table=t Partition=p Bound=DefaultBound()")]
    [InlineData("alter table t [|detach partition|] p concurrently", "DetachPartition Table=t Partition=p Concurrently")]
    [InlineData("alter table t [|detach partition|] p finalize", "DetachPartition Table=t Partition=p Finalize")]
    [InlineData(
        "alter table t [|alter constraint|] f not enforced, [|alter constraint|] g enforced, [|alter constraint|] h deferrable",
        "AlterConstraint Table=t Name=f Enforced=False",
        "AlterConstraint Table=t Name=g Enforced=True",
        "AlterConstraint Table=t Name=h ChangesDeferrability")]
    [InlineData(
        "alter table t [|set tablespace|] foo, [|set logged|], [|set unlogged|], [|set access method|] heap, [|set|] (fillfactor = 70), [|reset|] (fillfactor)",
        "AlterTableStorage Table=t Change=SetTablespace Value=foo",
        "AlterTableStorage Table=t Change=SetLogged",
        "AlterTableStorage Table=t Change=SetUnlogged",
        "AlterTableStorage Table=t Change=SetAccessMethod Value=heap",
        "AlterTableStorage Table=t Change=SetParameters Value=fillfactor",
        "AlterTableStorage Table=t Change=SetParameters Value=fillfactor")]
    [InlineData(
        "alter table t alter a [|add generated|] by default as identity, alter a [|set generated|] always restart with 5, alter a [|drop identity|] if exists, alter a [|drop expression|], alter a [|set expression|] as (b + 1), alter a [|set statistics|] 100, alter a [|set storage|] external, alter a [|set compression|] lz4, alter a [|set|] (n_distinct = 5)",
        "AlterColumnProperty Table=t Column=a Change=AddIdentity",
        "AlterColumnProperty Table=t Column=a Change=SetIdentity",
        "AlterColumnProperty Table=t Column=a Change=DropIdentity IfExists",
        "AlterColumnProperty Table=t Column=a Change=DropExpression",
        "AlterColumnProperty Table=t Column=a Change=SetExpression Expression={b + 1}",
        "AlterColumnProperty Table=t Column=a Change=SetStatistics",
        "AlterColumnProperty Table=t Column=a Change=SetStorage Value=external",
        "AlterColumnProperty Table=t Column=a Change=SetCompression Value=lz4",
        "AlterColumnProperty Table=t Column=a Change=SetOptions")]
    [InlineData(
        "alter table t [|enable row level security|], [|replica identity|] full, [|owner to|] bob, [|inherit|] q, [|no inherit|] q, [|disable trigger|] all, [|cluster on|] i, [|set without cluster|], [|not of|], [|of|] ty",
        "OtherTableChange Table=t Command=AT_EnableRowSecurity",
        "OtherTableChange Table=t Command=AT_ReplicaIdentity",
        "OtherTableChange Table=t Command=AT_ChangeOwner",
        "ChangeInheritance Table=t Parent=q Inherits",
        "ChangeInheritance Table=t Parent=q",
        "OtherTableChange Table=t Command=AT_DisableTrigAll",
        "OtherTableChange Table=t Command=AT_ClusterOn Index=i Name=i",
        "OtherTableChange Table=t Command=AT_DropCluster",
        "SetTableType Table=t",
        "SetTableType Table=t Type=ty")]
    [InlineData(
        "alter table t [|add exclude|] using gist (a with &&), [|add constraint|] u unique nulls not distinct (a, b), [|add check|] ((b > 0))",
        "AddConstraint Table=t Constraint=Exclusion(Keys=[(Column=a)] Method=gist)",
        "AddConstraint Table=t Constraint=Unique(Name=u Columns=[a, b] NullsNotDistinct)",
        "AddConstraint Table=t Constraint=Check(Expression={(b > 0)})")]
    public void AlterTable_GivesAnOperationForEachSubcommand(string markup, params string[] expected) =>
        Assert.Equal(expected, SqlMarkup.Describe(markup));
}
