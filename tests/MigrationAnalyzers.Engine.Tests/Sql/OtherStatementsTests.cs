namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>Statements without an operation of their own.</summary>
public sealed class OtherStatementsTests
{
    [Theory]
    [InlineData("[|alter view|] v alter column c set default 4", "OtherStatement Command=AlterTableStmt ObjectType=OBJECT_VIEW Relations=[v] Subcommands=[AT_ColumnDefault]")]
    [InlineData(
        "[|comment on|] column s.t.a is 'x'; [|comment on|] table t is 'x'; [|comment on|] type ty is 'y'",
        "OtherStatement Command=CommentStmt ObjectType=OBJECT_COLUMN Relations=[s.t] Column=a",
        "OtherStatement Command=CommentStmt ObjectType=OBJECT_TABLE Relations=[t]",
        "OtherStatement Command=CommentStmt ObjectType=OBJECT_TYPE Objects=[ty]")]
    [InlineData("[|create statistics|] s on a,b from t", "CreateStatistics Table=t Statistics=s Keys=[(Column=a), (Column=b)]")]
    [InlineData(
        "[|create trigger|] tr before insert on s.t for each row execute function f()",
        "OtherTableChange Table=s.t Command=CreateTrigStmt Object=(Name=tr Function=f IsForEachRow)")]
    [InlineData("[|create policy|] p on t using (true)", "OtherTableChange Table=t Command=CreatePolicyStmt Object=(Kind=Policy Name=p)")]
    [InlineData("[|create or replace rule|] r as on insert to t do nothing", "OtherTableChange Table=t Command=RuleStmt Object=(Kind=Rule Name=r Event=INSERT) Replace")]
    [InlineData(
        "[|create or replace view|] v as select * from a, b where exists (select 1 from c)",
        "OtherStatement Command=ViewStmt Relations=[v, a, b, c] Columns=[*] Output=(Items=[(Relations=[a, b])]) Replace")]
    [InlineData("[|grant|] select on t, u to bob", "OtherStatement Command=GrantStmt ObjectType=OBJECT_TABLE Relations=[t, u] Roles=[bob]")]
    [InlineData("[|grant|] usage on schema s to bob", "OtherStatement Command=GrantStmt ObjectType=OBJECT_SCHEMA Roles=[bob]")]
    [InlineData("[|alter sequence|] s owned by t.a", "OtherStatement Command=AlterSeqStmt Relations=[s, t]")]
    [InlineData("[|create sequence|] s.q", "OtherStatement Command=CreateSeqStmt Relations=[s.q]")]
    [InlineData("[|create extension|] if not exists citext", "OtherStatement Command=CreateExtensionStmt ObjectType=OBJECT_EXTENSION Objects=[citext] IfExists")]
    [InlineData("[|select|] now(), count(*) from t", "OtherStatement Command=SelectStmt Relations=[t]")]
    [InlineData("[|select|] setval('s', 1)", "OtherStatement Command=SelectStmt")]
    [InlineData("[|explain|] delete from t", "OtherStatement Command=ExplainStmt Writes=[t]")]
    [InlineData("[|prepare|] p as select 1; [|execute|] p", "OtherStatement Command=PrepareStmt", "OpaqueOperation Description=prepared statement p")]
    [InlineData("[|create schema|] s create table t (a int)", "OtherStatement Command=CreateSchemaStmt ObjectType=OBJECT_SCHEMA Objects=[s] Subcommands=[CreateStmt]")]
    [InlineData("[|alter table|] all in tablespace a set tablespace b", "OtherStatement Command=AlterTableMoveAllStmt ObjectType=OBJECT_TABLE Objects=[a] NewName=b")]
    [InlineData("[|create foreign table|] ft (a int) server s", "OtherStatement Command=CreateForeignTableStmt Relations=[ft] Server=s")]
    [InlineData("[|notify|] x", "OtherStatement Command=NotifyStmt")]
    [InlineData("[|values|] (1)", "OtherStatement Command=SelectStmt")]
    [InlineData("[|table|] t", "OtherStatement Command=SelectStmt Relations=[t]")]
    [InlineData("[|create publication|] p for table t", "OtherStatement Command=CreatePublicationStmt Relations=[t] Objects=[p] Published=[(Table=t Object=(Kind=Publication Name=p))]")]
    [InlineData("[|alter default privileges|] grant select on tables to x", "OtherStatement Command=AlterDefaultPrivilegesStmt")]
    [InlineData("[|create type|] c as (a int)", "CreateCompositeType Type=c Attributes=[(Name=a Type=int4 Nullable=True)]")]
    public void OtherStatement_NamesItsRelations(string markup, params string[] expected) =>
        Assert.Equal(expected, SqlMarkup.Describe(markup));
}
