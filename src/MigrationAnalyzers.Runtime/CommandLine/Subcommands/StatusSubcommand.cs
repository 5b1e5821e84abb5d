namespace MigrationAnalyzers.Runtime.CommandLine.Subcommands;

internal sealed class StatusSubcommand : Subcommand
{
    public StatusSubcommand()
        : base("status", "Show which migrations are applied, half applied and pending, and who migrates now. Changes nothing.") =>
        Options = [CommandOptions.FailIfPending];

    public override async Task<SafeMigrationsExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var status = await run.Migrator.StatusAsync(cancellationToken).ConfigureAwait(false);
        run.Write(status, console => StatusText.Write(console, status, run.IsVerbose));
        return run.Parsed.GetValue(CommandOptions.FailIfPending) && !status.Pending.IsEmpty ? SafeMigrationsExitCode.Pending : SafeMigrationsExitCode.Ok;
    }
}
