using System.CommandLine;
using MigrationAnalyzers.Runtime.CommandLine.Progress;

namespace MigrationAnalyzers.Runtime.CommandLine.Subcommands;

internal sealed class RollbackSubcommand : Subcommand
{
    private static readonly Argument<string> s_target = new("TARGET") { Description = "The migration to go back to, by id or name; 0: to before the first one." };

    public RollbackSubcommand()
        : base("rollback", "Undo the migrations after TARGET by their Down methods, the last one first.")
    {
        Argument = s_target;
        Options = [.. CommandOptions.Executing, CommandOptions.AllowEmptyDown];
    }

    public override async Task<SafeMigrationsExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var target = run.Parsed.GetRequiredValue(s_target);
        var rolledBack = await ProgressDisplay.RunAsync(run, "rolled back", progress => run.Migrator.RollbackAsync(target, progress, cancellationToken)).ConfigureAwait(false);
        run.Write(
            new { RolledBack = rolledBack },
            console => console.Profile.Out.Writer.WriteLine(
                rolledBack.Count == 0 ? $"There is nothing to roll back: no migration after {target} is applied." : $"Rolled back {Counted.Migrations(rolledBack.Count)}."));
        return SafeMigrationsExitCode.Ok;
    }
}
