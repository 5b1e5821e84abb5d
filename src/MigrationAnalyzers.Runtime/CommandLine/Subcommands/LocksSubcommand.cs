namespace MigrationAnalyzers.Runtime.CommandLine.Subcommands;

internal sealed class LocksSubcommand : Subcommand
{
    public LocksSubcommand()
        : base("locks", "Show who waits for whom in the database now.")
    {
        Options = [CommandOptions.Watch];
        Contradictions = [(CommandOptions.Watch, CommandOptions.Json, "--json writes one document")];
    }

    public override async Task<SafeMigrationsExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        if (run.Parsed.GetValue(CommandOptions.Watch) is not { } pause)
        {
            var report = await run.Migrator.LocksAsync(cancellationToken).ConfigureAwait(false);
            run.Write(report, console => LockText.Write(console, report, run.IsVerbose));
            return SafeMigrationsExitCode.Ok;
        }

        try
        {
            while (true)
            {
                var report = await run.Migrator.LocksAsync(cancellationToken).ConfigureAwait(false);
                run.Out.Profile.Out.Writer.WriteLine(FormattableString.Invariant($"{DateTimeOffset.Now:yyyy-MM-dd HH:mm:sszzz}"));
                LockText.Write(run.Out, report, run.IsVerbose);
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // That is how watching ends.
            return SafeMigrationsExitCode.Ok;
        }
    }
}
