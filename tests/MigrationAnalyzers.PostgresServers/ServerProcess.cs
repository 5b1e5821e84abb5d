using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MigrationAnalyzers.PostgresServers;

/// <summary>
/// A server of a folder of its own, watched by a shell that ends it and deletes the folder when this object is disposed of or when this
/// process ends, in whatever way.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>
    /// Ignores Ctrl-C and waits for its standard input to end, which happens even when the tests are killed. Until then each line is
    /// either the name of a signal for the server or "start", for one that has ended. The last signal is sent until the server is gone:
    /// one that has only just started does not listen yet.
    /// </summary>
    private const string Script = """
        trap : HUP INT TERM PIPE
        umask 077
        ending=$1 folder=$2
        shift 2
        mkdir -p "$folder" && { PREPARE; } || { rm -rf "$folder"; exit 1; }
        shift COUNT
        start() {
            "$@" >>"$folder/log" 2>&1 </dev/null &
            pid=$!
            echo "$pid"
        }
        start "$@"
        while read -r command; do
            case $command in
                start) wait "$pid"; start "$@" ;;
                *) kill -"$command" "$pid" ;;
            esac
        done
        while kill -"$ending" "$pid" 2>/dev/null; do sleep 0.05; done
        rm -rf "$folder"
        """;

    private const int PortAttempts = 5;

    /// <summary>
    /// Below the ports that Linux gives to clients (ip_local_port_range begins at 32768): while a server is stopped, a client that tries
    /// to reach it could get its port as its own.
    /// </summary>
    private const int FirstPort = 10_240;
    private const int LastPort = 32_000;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly Process _shell;
    private readonly Plan _plan;

    private ServerProcess(Plan plan, Process shell, int id)
    {
        _plan = plan;
        _shell = shell;
        Id = id;
    }

    public int Port => _plan.Port;

    /// <summary>Goes with the server.</summary>
    public string Folder => _plan.Folder;

    /// <summary>Of the process that runs, or ran last.</summary>
    public int Id { get; private set; }

    public string Log => Read("log");

    /// <summary>Starts the server and waits until it is ready; again at another port when somebody took its port before it did.</summary>
    /// <param name="makePlan">What to start in the given folder at the given port.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="PostgresServerException">It did not start.</exception>
    public static async Task<ServerProcess> StartAsync(Func<string, int, Plan> makePlan, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var folder = Path.Combine(CachedFolder.Root, "servers", $"{Environment.ProcessId}-{Guid.NewGuid():N}");
            var server = await LaunchAsync(makePlan(folder, FindFreePort()), cancellationToken).ConfigureAwait(false);
            try
            {
                await server.WaitUntilReadyAsync(cancellationToken).ConfigureAwait(false);
                return server;
            }
            catch (PostgresServerException) when (attempt < PortAttempts && server.Log.Contains("Address already in use", StringComparison.Ordinal))
            {
                await server.DisposeAsync().ConfigureAwait(false);
            }
            catch
            {
                await server.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Sends a signal that ends the server, and waits until it has ended. Its folder stays.</summary>
    /// <exception cref="PostgresServerException">It did not end.</exception>
    public async Task StopAsync(string signal, CancellationToken cancellationToken)
    {
        if (HasEnded())
        {
            return;
        }

        await _shell.StandardInput.WriteLineAsync(signal.AsMemory(), cancellationToken).ConfigureAwait(false);
        var waited = Stopwatch.StartNew();
        while (!HasEnded())
        {
            if (waited.Elapsed > StopTimeout)
            {
                throw new PostgresServerException($"{_plan.Name} (process {Id}) did not end within {StopTimeout.TotalSeconds} s of SIG{signal}. Its log says: {Log}");
            }

            await Task.Delay(PollInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Starts the stopped server again, in its folder and at its port, and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It runs.</exception>
    /// <exception cref="PostgresServerException">It did not start.</exception>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        if (!HasEnded())
        {
            throw new InvalidOperationException($"{_plan.Name} (process {Id}) runs already; stop it before it is started again.");
        }

        await _shell.StandardInput.WriteLineAsync("start".AsMemory(), cancellationToken).ConfigureAwait(false);
        Id = await ReadIdAsync(_plan, _shell, cancellationToken).ConfigureAwait(false);
        await WaitUntilReadyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The text of a file of the folder; empty when there is none.</summary>
    public string Read(string path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(Folder, path));
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Ends the server and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        using var timeout = new CancellationTokenSource(StopTimeout);
        try
        {
            await _shell.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new PostgresServerException($"{_plan.Name} (process {Id}) did not end within {StopTimeout.TotalSeconds} s. Its folder: {Folder}.");
        }
        finally
        {
            _shell.Dispose();
        }
    }

    private static async Task<ServerProcess> LaunchAsync(Plan plan, CancellationToken cancellationToken)
    {
        var script = Script
            .Replace("PREPARE", plan.Prepare, StringComparison.Ordinal)
            .Replace("COUNT", plan.PrepareArguments.Count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var shell = ServiceAccount.Start(ServiceAccount.Current.CreateStartInfo(
            "/bin/sh", ["-c", script, "postgres-server", plan.LastSignal, plan.Folder, .. plan.PrepareArguments, .. plan.Command]));
        // Read all the time: programs that write to a full pipe stop.
        var error = shell.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            return new ServerProcess(plan, shell, await ReadIdAsync(plan, shell, cancellationToken).ConfigureAwait(false));
        }
        catch (PostgresServerException e)
        {
            shell.Dispose();
            throw new PostgresServerException($"{e.Message} {await error.ConfigureAwait(false)}", e);
        }
        catch
        {
            // The shell sees the end of its input and ends what it has started.
            shell.Dispose();
            throw;
        }
    }

    private static async Task<int> ReadIdAsync(Plan plan, Process shell, CancellationToken cancellationToken)
    {
        var line = await shell.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new PostgresServerException($"{plan.Name} could not be started in {plan.Folder}.");
    }

    private static int FindFreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(FirstPort, LastPort);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Another one, then.
            }
        }
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (!_plan.IsReady(this))
        {
            if (HasEnded() || waited.Elapsed > StartTimeout)
            {
                throw new PostgresServerException($"{_plan.Name} did not start (waited {waited.Elapsed.TotalSeconds:F1} s). Its log says: {Log}");
            }

            await Task.Delay(PollInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>An ended server stays a zombie (Z) until the shell, which waits for us, asks for its exit code.</summary>
    private bool HasEnded()
    {
        try
        {
            var status = File.ReadAllText($"/proc/{Id}/stat");
            return status[status.LastIndexOf(')')..].StartsWith(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>What to start.</summary>
    /// <param name="Name">For messages: PostgreSQL 18.</param>
    /// <param name="Folder">Where, a folder to be made.</param>
    /// <param name="Port">At which port of 127.0.0.1.</param>
    /// <param name="Prepare">A shell command that fills <c>$folder</c> from <c>$1</c>, <c>$2</c> and so on.</param>
    /// <param name="PrepareArguments">The <c>$1</c>, <c>$2</c> and so on.</param>
    /// <param name="Command">The server's program and its arguments.</param>
    /// <param name="LastSignal">What ends it at once.</param>
    /// <param name="IsReady">Whether it takes connections.</param>
    internal sealed record Plan(
        string Name,
        string Folder,
        int Port,
        string Prepare,
        IReadOnlyList<string> PrepareArguments,
        IReadOnlyList<string> Command,
        string LastSignal,
        Func<ServerProcess, bool> IsReady);
}
