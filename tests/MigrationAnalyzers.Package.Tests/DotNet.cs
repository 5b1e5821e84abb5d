using System.Collections;
using System.Diagnostics;

namespace MigrationAnalyzers.Package.Tests;

/// <summary>What a run of <c>dotnet</c> gave.</summary>
internal sealed record DotNetResult(string CommandLine, int ExitCode, string Output)
{
    public DotNetResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"{CommandLine} ended with {ExitCode}:{Environment.NewLine}{Output}");
        return this;
    }
}

/// <summary>Runs <c>dotnet</c> as a user would, leaving no server process behind.</summary>
internal static class DotNet
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    public static Task<DotNetResult> RunAsync(string directory, params string[] arguments) => RunAsync(directory, new Dictionary<string, string>(), arguments);

    public static async Task<DotNetResult> RunAsync(string directory, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // The test host was started by MSBuild, whose settings are not those of a shell.
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || name is "DOTNET_HOST_PATH")
            {
                start.Environment.Remove(name);
            }
        }

        // A server would inherit the pipes, and reading them would not end before it does.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(s_limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new DotNetResult("dotnet " + string.Join(' ', arguments), process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)} did not end within {s_limit}.");
        }
    }
}
