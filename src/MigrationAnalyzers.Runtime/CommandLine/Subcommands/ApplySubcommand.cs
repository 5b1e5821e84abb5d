using MigrationAnalyzers.Runtime.CommandLine.Progress;

namespace MigrationAnalyzers.Runtime.CommandLine.Subcommands;

internal sealed class ApplySubcommand : Subcommand
{
    public ApplySubcommand()
        : base("apply", "Apply the pending migrations. A run that was interrupted is taken up where it ended.") =>
        Options = [CommandOptions.Target, .. CommandOptions.Executing];

    public override async Task<SafeMigrationsExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var target = run.Parsed.GetValue(CommandOptions.Target);
        var applied = await ProgressDisplay.RunAsync(run, "applied", progress => run.Migrator.ApplyAsync(target, progress, cancellationToken)).ConfigureAwait(false);
        run.Write(
            new { Applied = applied },
            console => console.Profile.Out.Writer.WriteLine(applied.Count == 0 ? "There is nothing to apply: no migration is pending." : $"Applied {Counted.Migrations(applied.Count)}."));
        return SafeMigrationsExitCode.Ok;
    }
}
