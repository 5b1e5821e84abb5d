using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MigrationAnalyzers.Runtime.CommandLine;

namespace MigrationAnalyzers.Runtime.Tests.CommandLine;

/// <summary>What a command line wrote, without a process of its own.</summary>
internal sealed record CommandLineResult(SafeMigrationsExitCode ExitCode, string Out, string Error)
{
    private const int Width = 120;

    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public static Task<CommandLineResult> RunAsync(Func<DbContext> createContext, params string[] args) => RunAsync(createContext, args, CancellationToken.None);

    public static async Task<CommandLineResult> RunAsync(Func<DbContext> createContext, string[] args, CancellationToken cancellationToken)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(Terminal.Create(output, isRedirected: true, Width), Terminal.Create(error, isRedirected: true, Width));
        var exitCode = await SafeMigrations.RunAsync(args, createContext, terminal, cancellationToken);
        return new CommandLineResult((SafeMigrationsExitCode)exitCode, Trimmed(output), Trimmed(error));
    }

    /// <summary>Cells of tables are filled up with blanks.</summary>
    private static string Trimmed(StringWriter writer) => string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(static l => l.TrimEnd()));
}
