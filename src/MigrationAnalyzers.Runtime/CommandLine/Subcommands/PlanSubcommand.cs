namespace MigrationAnalyzers.Runtime.CommandLine.Subcommands;

internal sealed class PlanSubcommand : Subcommand
{
    public PlanSubcommand()
        : base("plan", "Show the pending migrations, their steps and statements, and what of them is done. Changes nothing.")
    {
        Options = [CommandOptions.Target, CommandOptions.RollbackTo, CommandOptions.FailIfPending, CommandOptions.LockTimeout, CommandOptions.AllowEmptyDown];
        Contradictions =
        [
            (CommandOptions.Target, CommandOptions.RollbackTo, "migrations are either applied or rolled back"),
            (CommandOptions.FailIfPending, CommandOptions.RollbackTo, "a rollback has no pending migrations"),
        ];
    }

    public override async Task<SafeMigrationsExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var plan = await run.PlanAsync(cancellationToken).ConfigureAwait(false);
        run.Write(plan, console => PlanText.Write(console, plan, run.IsVerbose));
        return run.Parsed.GetValue(CommandOptions.FailIfPending) && !plan.Migrations.IsEmpty ? SafeMigrationsExitCode.Pending : SafeMigrationsExitCode.Ok;
    }
}
