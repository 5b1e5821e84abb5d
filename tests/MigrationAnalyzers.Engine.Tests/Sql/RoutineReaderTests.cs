namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>Functions and procedures.</summary>
public sealed class RoutineReaderTests
{
    [Theory]
    [InlineData(
        "[|create function|] f(int) returns int language sql immutable as 'select 1'",
        "CreateFunction Function=f Volatility=Immutable Language=sql Arguments=int4 Operations=[OtherStatement(Command=SelectStmt)] Body={}")]
    [InlineData(
        "[|create or replace procedure|] p() language plpgsql as $$ begin drop table x; end $$",
        "CreateFunction Function=p Language=plpgsql")]
    [InlineData(
        "[|create function|] s.f() returns void language plpgsql as $$ begin end $$",
        "CreateFunction Function=s.f Volatility=Volatile Language=plpgsql")]
    [InlineData("[|call|] p(1)", "OpaqueOperation Description=procedure p Routine=p")]
    [InlineData("[|select|] f(1)", "OpaqueOperation Description=function f Routine=f")]
    [InlineData("[|select|] s.f(1) from t", "OpaqueOperation Description=function s.f Routine=s.f Reads=[t]")]
    public void Routine_IsNotLookedInto(string markup, params string[] expected) =>
        Assert.Equal(expected, SqlMarkup.Describe(markup));
}
