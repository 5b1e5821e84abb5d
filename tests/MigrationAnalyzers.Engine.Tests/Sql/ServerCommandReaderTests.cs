namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>Upkeep, databases, subscriptions.</summary>
public sealed class ServerCommandReaderTests
{
    [Theory]
    [InlineData("[|create tablespace|] x location '/x'", "ServerCommand Kind=CreateTablespace")]
    [InlineData("[|vacuum|] (full, analyze) a, b", "ServerCommand Kind=VacuumFull Relations=[a, b]")]
    [InlineData("[|vacuum full|] verbose t(a)", "ServerCommand Kind=VacuumFull Relations=[t] Columns=[a]")]
    [InlineData("[|vacuum|] (full off) t", "ServerCommand Kind=Vacuum Relations=[t]")]
    [InlineData("[|vacuum|]", "ServerCommand Kind=Vacuum")]
    [InlineData("[|analyze|] t", "ServerCommand Kind=Analyze Relations=[t]")]
    [InlineData("[|cluster|] t using i", "ServerCommand Kind=Cluster Relations=[t] Index=i")]
    [InlineData("[|cluster|]", "ServerCommand Kind=Cluster")]
    [InlineData("[|alter system|] set x = 1", "ServerCommand Kind=AlterSystem")]
    [InlineData("[|alter database|] d set tablespace x", "ServerCommand Kind=AlterDatabaseSetTablespace")]
    [InlineData("[|alter database|] d set x = 1", "OtherStatement Command=AlterDatabaseSetStmt")]
    [InlineData("[|create database|] d", "ServerCommand Kind=CreateDatabase")]
    [InlineData("[|drop database|] d", "ServerCommand Kind=DropDatabase")]
    [InlineData("[|drop tablespace|] x", "ServerCommand Kind=DropTablespace")]
    [InlineData("[|alter subscription|] s refresh publication", "ServerCommand Kind=AlterSubscriptionRefresh Subscription=s")]
    [InlineData("[|alter subscription|] s set publication p with (refresh = false)", "OtherStatement Command=AlterSubscriptionStmt")]
    [InlineData("[|alter subscription|] s disable", "OtherStatement Command=AlterSubscriptionStmt Objects=[s] Subcommands=[DISABLE]")]
    [InlineData("[|create subscription|] s connection 'x' publication p with (create_slot = false)", "ServerCommand Kind=CreateSubscription Subscription=s")]
    [InlineData("[|create subscription|] s connection 'x' publication p", "ServerCommand Kind=CreateSubscription CreatesReplicationSlot Subscription=s")]
    [InlineData("[|drop subscription|] s", "ServerCommand Kind=DropSubscription")]
    [InlineData("[|discard all|]", "ServerCommand Kind=DiscardAll")]
    [InlineData("[|discard temp|]", "OtherStatement Command=DiscardStmt")]
    [InlineData("[|checkpoint|]", "ServerCommand Kind=Checkpoint")]
    [InlineData("[|refresh materialized view concurrently|] s.mv", "RefreshMaterializedView View=s.mv Concurrently")]
    [InlineData("[|refresh materialized view|] mv with no data", "RefreshMaterializedView View=mv WithNoData")]
    public void ServerCommand_GivesItsKind(string markup, params string[] expected) =>
        Assert.Equal(expected, SqlMarkup.Describe(markup));
}
