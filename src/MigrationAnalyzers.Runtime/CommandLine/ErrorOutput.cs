using Npgsql;
using Spectre.Console;

namespace MigrationAnalyzers.Runtime.CommandLine;

/// <summary>Tells what went wrong: a message on the error stream, or a JSON document in the place of the result.</summary>
internal sealed class ErrorOutput(Terminal terminal, bool isJson, bool isVerbose)
{
    public SafeMigrationsExitCode Usage(string message) => Write(SafeMigrationsExitCode.Usage, message);

    public SafeMigrationsExitCode Cancelled() =>
        Write(SafeMigrationsExitCode.Cancelled, "Cancelled. What was under way was rolled back; what was done before stays, and a further run goes on from there.");

    public SafeMigrationsExitCode Of(Exception exception)
    {
        var code = exception switch
        {
            SafeMigrationException e => CodeOf(e.Failure),
            ArgumentException => SafeMigrationsExitCode.Usage,
            PostgresException => SafeMigrationsExitCode.Server,
            NpgsqlException => SafeMigrationsExitCode.Connection,
            _ => SafeMigrationsExitCode.Unexpected,
        };
        var message = code == SafeMigrationsExitCode.Unexpected
            ? $"Not foreseen: {exception.GetType().Name}: {exception.Message}{(isVerbose ? "" : " --verbose shows more.")}"
            : exception.Message;
        return Write(code, message, isVerbose ? exception.ToString() : null);
    }

    public static SafeMigrationsExitCode CodeOf(SafeMigrationFailure failure) => failure switch
    {
        SafeMigrationFailure.Usage => SafeMigrationsExitCode.Usage,
        SafeMigrationFailure.Connection => SafeMigrationsExitCode.Connection,
        SafeMigrationFailure.MigrationLock => SafeMigrationsExitCode.MigrationLock,
        SafeMigrationFailure.Preflight => SafeMigrationsExitCode.Preflight,
        SafeMigrationFailure.TableLock => SafeMigrationsExitCode.TableLock,
        SafeMigrationFailure.Server => SafeMigrationsExitCode.Server,
        SafeMigrationFailure.Journal => SafeMigrationsExitCode.Journal,
        _ => SafeMigrationsExitCode.Unexpected,
    };

    private SafeMigrationsExitCode Write(SafeMigrationsExitCode code, string message, string? detail = null)
    {
        if (isJson)
        {
            JsonOutput.Write(terminal.Out, new { Error = new { Code = code, ExitCode = (int)code, Message = message, Detail = detail } });
            return code;
        }

        // As it is, unwrapped: messages hold SQL to be copied.
        terminal.Error.Markup("[red]error:[/] ");
        var writer = terminal.Error.Profile.Out.Writer;
        writer.WriteLine(message);
        if (detail is not null)
        {
            writer.WriteLine(detail);
        }

        return code;
    }
}
