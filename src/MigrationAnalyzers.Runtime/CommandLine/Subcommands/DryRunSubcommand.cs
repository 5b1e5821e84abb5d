
namespace MigrationAnalyzers.Runtime.CommandLine.Subcommands;

internal sealed class DryRunSubcommand : Subcommand
{
    public DryRunSubcommand()
        : base("dry-run", "Print the SQL that a run would send, as a script. Changes nothing.")
    {
        Options = [CommandOptions.Target, CommandOptions.RollbackTo, CommandOptions.LockTimeout, CommandOptions.AllowEmptyDown];
        Contradictions = [(CommandOptions.Target, CommandOptions.RollbackTo, "migrations are either applied or rolled back")];
    }

    public override async Task<SafeMigrationsExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var plan = await run.PlanAsync(cancellationToken).ConfigureAwait(false);
        var script = PlanScript.Of(plan);
        run.Write(new { Script = script }, console => console.Profile.Out.Writer.Write(script));
        return SafeMigrationsExitCode.Ok;
    }
}
