using System.CommandLine;

namespace MigrationAnalyzers.Runtime.CommandLine;

/// <summary>A command of the command line. Besides its own options it has <c>--connection</c>, <c>--json</c> and <c>--verbose</c>.</summary>
internal abstract class Subcommand(string name, string description)
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    public Argument<string>? Argument { get; protected init; }

    public IReadOnlyList<Option> Options { get; protected init; } = [];

    /// <summary>Options that exclude each other, and why.</summary>
    public IReadOnlyList<(Option One, Option Other, string Why)> Contradictions { get; protected init; } = [];

    public abstract Task<SafeMigrationsExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken);
}
