namespace MigrationAnalyzers.PostgresServers.Tests;

public sealed class PostgresServerSettingsTests
{
    [Fact]
    public async Task OwnSettings_ApplyOverTheUsualOnes()
    {
        var settings = PostgresServerSettings.Durable.SetItem("shared_buffers", "32MB").SetItem("max_wal_senders", "3");
        await using var server = await PostgresServer.StartAsync(18, settings);
        await using var database = await server.CreateDatabaseAsync();

        foreach (var (name, value) in settings.Add("jit", "off"))
        {
            Assert.Equal(value, await database.ScalarAsync($"SHOW {name}"));
        }
    }

    [Theory]
    [InlineData("port")]
    [InlineData("Listen_Addresses")]
    public async Task SettingThatTheServerChooses_IsRefused(string name)
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(() => PostgresServer.StartAsync(18, new Dictionary<string, string> { [name] = "1" }));

        Assert.StartsWith($"The setting {name} is chosen by the test server itself.", e.Message, StringComparison.Ordinal);
    }
}
