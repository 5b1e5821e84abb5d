using System.CommandLine;
using System.CommandLine.Help;
using MigrationAnalyzers.Runtime.CommandLine.Subcommands;
using Microsoft.EntityFrameworkCore;

namespace MigrationAnalyzers.Runtime.CommandLine;

/// <summary>All commands, and what they have in common: the DbContext, the output, the errors.</summary>
internal sealed class CommandTree
{
    private readonly Func<DbContext> _createContext;
    private readonly Terminal _terminal;
    private readonly RootCommand _root;

    public CommandTree(Func<DbContext> createContext, Terminal terminal)
    {
        _createContext = createContext;
        _terminal = terminal;
        _root = new RootCommand("Applies EF Core migrations to a PostgreSQL database that is in use.");
        foreach (var command in new Subcommand[]
        {
            new PlanSubcommand(),
            new PreflightSubcommand(),
            new DryRunSubcommand(),
            new ApplySubcommand(),
            new RollbackSubcommand(),
            new StatusSubcommand(),
            new VerifySubcommand(),
            new LocksSubcommand(),
            new TableStatsSubcommand(),
            new ForgetSubcommand(),
        })
        {
            _root.Add(ToCommand(command));
        }
    }

    public async Task<SafeMigrationsExitCode> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var parsed = _root.Parse(args);
        var errors = new ErrorOutput(_terminal, args.Contains("--json", StringComparer.Ordinal), args.Contains("--verbose", StringComparer.Ordinal));
        if (parsed.Action is HelpAction || (args.Length == 0 && parsed.CommandResult.Command == _root))
        {
            _root.Parse(args.Length == 0 ? ["--help"] : args).Invoke(new InvocationConfiguration { Output = _terminal.Out.Profile.Out.Writer });
            return SafeMigrationsExitCode.Ok;
        }

        if (parsed.Errors.Count > 0)
        {
            var path = parsed.CommandResult.Command == _root ? "" : $"{parsed.CommandResult.Command.Name} ";
            return errors.Usage($"{string.Join(Environment.NewLine, parsed.Errors.Select(static e => e.Message).Distinct())} ({path}--help shows what is allowed.)");
        }

        var configuration = new InvocationConfiguration
        {
            Output = _terminal.Out.Profile.Out.Writer,
            Error = _terminal.Error.Profile.Out.Writer,
            EnableDefaultExceptionHandler = false,

            // Ctrl-C is SafeMigrations' business.
            ProcessTerminationTimeout = null,
        };
        try
        {
            return (SafeMigrationsExitCode)await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return errors.Cancelled();
        }
        catch (Exception e)
        {
            return errors.Of(e);
        }
    }

    private Command ToCommand(Subcommand definition)
    {
        var command = new Command(definition.Name, definition.Description) { CommandOptions.Connection, CommandOptions.Json, CommandOptions.Verbose };
        if (definition.Argument is { } argument)
        {
            command.Add(argument);
        }

        foreach (var option in definition.Options)
        {
            command.Add(option);
        }

        foreach (var (one, other, why) in definition.Contradictions)
        {
            command.Validators.Add(result =>
            {
                if (result.GetResult(one) is { Implicit: false } && result.GetResult(other) is { Implicit: false })
                {
                    result.AddError($"{one.Name} and {other.Name} cannot be combined: {why}.");
                }
            });
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var context = CreateContext(parsed);
            return (int)await definition.RunAsync(new CommandRun(parsed, context, _terminal), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private DbContext CreateContext(ParseResult parsed)
    {
        DbContext? context;
        try
        {
            context = _createContext();
            if (context is not null && parsed.GetValue(CommandOptions.Connection) is { } connection)
            {
                // The history is read on the context's own connection.
                context.Database.SetConnectionString(connection);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new SafeMigrationException(
                SafeMigrationFailure.Usage, $"The DbContext cannot be made: {e.Message} Look at the function that is given to SafeMigrations.RunAsync, and at --connection.", e);
        }

        return context ?? throw new SafeMigrationException(SafeMigrationFailure.Usage, "The function that is given to SafeMigrations.RunAsync returned null instead of a DbContext.");
    }
}
