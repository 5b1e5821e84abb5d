namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>Parameters, locks and transactions.</summary>
public sealed class SettingReaderTests
{
    [Theory]
    [InlineData("[|lock table|] a, b in share mode", "LockTable Table=a Mode=SHARE", "LockTable Table=b Mode=SHARE")]
    [InlineData("[|lock|] t", "LockTable Table=t Mode=ACCESS EXCLUSIVE")]
    [InlineData("[|set local|] lock_timeout = '5s'", "SetParameter Name=lock_timeout Value=5s Local")]
    [InlineData("[|set session|] statement_timeout to 0", "SetParameter Name=statement_timeout Value=0")]
    [InlineData("[|set|] time zone 'UTC'", "SetParameter Name=timezone Value=UTC")]
    [InlineData("[|set|] search_path to a, b", "SetParameter Name=search_path Value=a, b")]
    [InlineData("[|reset|] all", "SetParameter Name=all")]
    [InlineData("[|reset|] lock_timeout", "SetParameter Name=lock_timeout")]
    [InlineData("[|set|] lock_timeout to default", "SetParameter Name=lock_timeout")]
    [InlineData("[|set constraints|] all deferred", "OtherStatement Command=ConstraintsSetStmt")]
    [InlineData("[|set|] transaction isolation level serializable", "OtherStatement Command=VariableSetStmt")]
    [InlineData(
        "[|begin|]; [|start transaction|]; [|commit|]; [|end|]; [|rollback|]; [|savepoint|] x; [|release|] x; [|rollback|] to x; [|commit|] and chain; [|prepare transaction|] 'x'; [|commit|] prepared 'x'",
        "TransactionControl Kind=Begin",
        "TransactionControl Kind=Begin",
        "TransactionControl Kind=Commit",
        "TransactionControl Kind=Commit",
        "TransactionControl Kind=Rollback",
        "TransactionControl Kind=Savepoint Name=x",
        "TransactionControl Kind=Release Name=x",
        "TransactionControl Kind=RollbackTo Name=x",
        "TransactionControl Kind=Commit",
        "TransactionControl Kind=Begin",
        "TransactionControl Kind=Commit",
        "OtherStatement Command=TransactionStmt")]
    [InlineData("[|select|] pg_catalog.set_config('search_path', '', false)", "SetParameter Name=search_path")]
    public void SessionStatement_GivesItsOperation(string markup, params string[] expected) =>
        Assert.Equal(expected, SqlMarkup.Describe(markup));
}
