using System.CommandLine;

namespace MigrationAnalyzers.Runtime.CommandLine.Subcommands;

internal sealed class ForgetSubcommand : Subcommand
{
    private static readonly Argument<string> s_migration = new("MIGRATION") { Description = "Its id or name." };

    public ForgetSubcommand()
        : base("forget", "Forget which steps of a half applied migration are done, so that it begins anew. What they did has to be undone by hand before.")
    {
        Argument = s_migration;
        Options = CommandOptions.Locking;
    }

    public override async Task<SafeMigrationsExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var migration = run.Parsed.GetRequiredValue(s_migration);
        await run.Migrator.ForgetAsync(migration, cancellationToken).ConfigureAwait(false);
        run.Write(new { Forgotten = migration }, console => console.Profile.Out.Writer.WriteLine($"{migration} is forgotten: the next run begins with its first step."));
        return SafeMigrationsExitCode.Ok;
    }
}
