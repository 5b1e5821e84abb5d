namespace MigrationAnalyzers.Runtime.CommandLine.Subcommands;

internal sealed class PreflightSubcommand : Subcommand
{
    public PreflightSubcommand()
        : base("preflight", "Look at the server and the pending migrations, with the real sizes of the tables: what speaks against applying them now. Changes nothing.")
    {
        Options = [CommandOptions.Target, CommandOptions.RollbackTo, CommandOptions.Allow, CommandOptions.AllowEmptyDown];
        Contradictions = [(CommandOptions.Target, CommandOptions.RollbackTo, "migrations are either applied or rolled back")];
    }

    public override async Task<SafeMigrationsExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var report = run.Parsed.GetValue(CommandOptions.RollbackTo) is { } back
            ? await run.Migrator.PreflightRollbackAsync(back, cancellationToken).ConfigureAwait(false)
            : await run.Migrator.PreflightAsync(run.Parsed.GetValue(CommandOptions.Target), cancellationToken).ConfigureAwait(false);
        run.Write(report, console => PreflightText.Write(console, report));
        return report.IsBlocked ? SafeMigrationsExitCode.Preflight : SafeMigrationsExitCode.Ok;
    }
}
