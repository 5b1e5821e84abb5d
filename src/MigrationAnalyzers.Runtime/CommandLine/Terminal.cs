using Spectre.Console;

namespace MigrationAnalyzers.Runtime.CommandLine;

/// <summary>Where a command writes to.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Errors, and with <c>--json</c> what goes on.</param>
internal sealed record Terminal(IAnsiConsole Out, IAnsiConsole Error)
{
    /// <summary>In a file or a CI log nothing has to fit a window.</summary>
    private const int RedirectedWidth = 200;

    public static Terminal OfProcess() => new(
        Create(Console.Out, Console.IsOutputRedirected),
        Create(Console.Error, Console.IsErrorRedirected));

    /// <param name="writer">The stream.</param>
    /// <param name="isRedirected">It is no terminal: neither colours nor anything that is overwritten.</param>
    /// <param name="width">In characters; null: the terminal's own.</param>
    public static IAnsiConsole Create(TextWriter writer, bool isRedirected, int? width = null)
    {
        var isPlain = isRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb";
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Yes,
            ColorSystem = isPlain || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isPlain ? InteractionSupport.No : InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(writer),

            // They switch colours on in the logs of CI systems.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if ((width ?? (isRedirected ? RedirectedWidth : null)) is { } known)
        {
            console.Profile.Width = known;
        }

        return console;
    }
}
