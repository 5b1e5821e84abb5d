using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace MigrationAnalyzers.Runtime.CommandLine;

/// <summary>A command under way.</summary>
internal sealed class CommandRun(ParseResult parsed, DbContext context, Terminal terminal)
{
    private SafeMigrator? _migrator;

    public ParseResult Parsed { get; } = parsed;

    public DbContext Context { get; } = context;

    public Terminal Terminal { get; } = terminal;

    public IAnsiConsole Out => Terminal.Out;

    public bool IsJson { get; } = parsed.GetValue(CommandOptions.Json);

    public bool IsVerbose { get; } = parsed.GetValue(CommandOptions.Verbose);

    public SafeMigrator Migrator => _migrator ??= new SafeMigrator(Context, CommandOptions.ToMigratorOptions(Parsed));

    /// <summary>Up to <c>--target</c>, or back to <c>--rollback-to</c>.</summary>
    public Task<MigrationPlan> PlanAsync(CancellationToken cancellationToken) =>
        Parsed.GetValue(CommandOptions.RollbackTo) is { } back
            ? Migrator.PlanRollbackAsync(back, cancellationToken)
            : Migrator.PlanAsync(Parsed.GetValue(CommandOptions.Target), cancellationToken);

    /// <summary>The result, for programs or for people.</summary>
    public void Write<T>(T result, Action<IAnsiConsole> forPeople)
    {
        if (IsJson)
        {
            JsonOutput.Write(Terminal.Out, result);
        }
        else
        {
            forPeople(Terminal.Out);
        }
    }
}
