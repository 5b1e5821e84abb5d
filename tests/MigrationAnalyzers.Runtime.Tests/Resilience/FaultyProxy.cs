using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Resilience;

internal enum Fault
{
    None,

    /// <summary>The connection ends, and the server never gets what the client sent.</summary>
    BeforeServer,

    /// <summary>The server gets it, and the connection ends before its answer.</summary>
    BeforeClient,
}

/// <summary>Stands between a client and a server, and ends connections at the moments that a test chooses.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly int _serverPort;
    private readonly Func<int, Fault> _faultOfCommit;
    private readonly Task _accepting;
    private readonly List<TcpClient> _clients = [];
    private int _commits;
    private volatile bool _isClosed;

    /// <param name="connectionString">To the server.</param>
    /// <param name="faultOfCommit">What happens to the n-th COMMIT, from 1 on.</param>
    public FaultyProxy(string connectionString, Func<int, Fault> faultOfCommit)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        _serverPort = builder.Port;
        _faultOfCommit = faultOfCommit;
        _listener.Start();
        builder.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        ConnectionString = builder.ConnectionString;
        _accepting = AcceptAsync();
    }

    public string ConnectionString { get; }

    public int Commits => _commits;

    /// <summary>Ends all connections, and those that come at once.</summary>
    public void Close()
    {
        _isClosed = true;
        lock (_clients)
        {
            _clients.ForEach(static c => c.Close());
            _clients.Clear();
        }
    }

    public void Open() => _isClosed = false;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        Close();
        _listener.Stop();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_ending.Token);
                if (_isClosed)
                {
                    client.Close();
                    continue;
                }

                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort);
            lock (_clients)
            {
                _clients.Add(client);
                _clients.Add(server);
            }

            await Task.WhenAny(ForwardAsync(client, server), AnswerAsync(server, client));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
        finally
        {
            client.Close();
        }
    }

    private async Task ForwardAsync(TcpClient client, TcpClient server)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var count = await client.GetStream().ReadAsync(buffer);
            if (count == 0)
            {
                return;
            }

            // Npgsql sends it as a message of its own: 'Q', the length, the text and a zero.
            var fault = buffer.AsSpan(0, count).IndexOf("Q\0\0\0\vCOMMIT\0"u8) >= 0 ? _faultOfCommit(Interlocked.Increment(ref _commits)) : Fault.None;
            if (fault == Fault.BeforeServer)
            {
                return;
            }

            if (fault == Fault.BeforeClient)
            {
                // The client hears no more.
                client.Close();
            }

            await server.GetStream().WriteAsync(buffer.AsMemory(0, count));
            if (fault == Fault.BeforeClient)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
                return;
            }
        }
    }

    private static async Task AnswerAsync(TcpClient server, TcpClient client)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var count = await server.GetStream().ReadAsync(buffer);
            if (count == 0)
            {
                return;
            }

            await client.GetStream().WriteAsync(buffer.AsMemory(0, count));
        }
    }
}
