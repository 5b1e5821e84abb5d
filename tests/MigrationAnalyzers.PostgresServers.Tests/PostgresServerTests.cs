using System.Globalization;
using System.Net.Sockets;
using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Tests;

public sealed class PostgresServerTests
{
    public static TheoryData<int> Majors => [.. PostgresServer.Majors];

    [Theory]
    [MemberData(nameof(Majors))]
    public async Task EachMajor_AnswersAsItself(int major)
    {
        await using var server = await PostgresServer.StartAsync(major);
        await using var database = await server.CreateDatabaseAsync();

        var version = (string)(await database.ScalarAsync("SHOW server_version_num"))!;

        Assert.Equal(major, int.Parse(version, CultureInfo.InvariantCulture) / 10000);
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{major}."), server.PackageVersion, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposed_LeavesNeitherProcessNorFolderNorPort()
    {
        var server = await PostgresServer.StartAsync(18);
        Assert.True(Directory.Exists(server.Folder));

        await server.DisposeAsync();

        Assert.False(Directory.Exists(server.Folder));
        Assert.False(Directory.Exists($"/proc/{server.ProcessId}"));
        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync("127.0.0.1", server.Port));
    }

    [Fact]
    public async Task StartedTogether_RunSideBySide()
    {
        var servers = await Task.WhenAll(PostgresServer.StartAsync(18), PostgresServer.StartAsync(18));

        Assert.NotEqual(servers[0].Port, servers[1].Port);
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Shared_IsOneServer()
    {
        var first = await PostgresServer.SharedAsync(18);
        var second = await PostgresServer.SharedAsync(18);

        Assert.Same(first, second);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(18)]
    public async Task DatabaseDisposedWhileInUse_IsDropped(int major)
    {
        var server = await PostgresServer.SharedAsync(major);
        var database = await server.CreateDatabaseAsync();
        await using var user = await database.OpenAsync();

        await database.DisposeAsync();

        var e = await Assert.ThrowsAsync<PostgresException>(() => database.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, e.SqlState);
    }

    [Fact]
    public async Task UnknownMajor_NamesTheKnownOnes()
    {
        var e = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => PostgresServer.StartAsync(9));

        Assert.StartsWith("Available are PostgreSQL 12, 13, 14, 15, 16, 17, 18.", e.Message, StringComparison.Ordinal);
    }
}
