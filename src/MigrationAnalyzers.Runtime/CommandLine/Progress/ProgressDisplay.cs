namespace MigrationAnalyzers.Runtime.CommandLine.Progress;

/// <summary>Shows what goes on: bars on a terminal, lines elsewhere.</summary>
internal static class ProgressDisplay
{
    /// <param name="run">The command. With <c>--json</c> the lines go to the error stream.</param>
    /// <param name="done">What a migration is in the end: applied, rolled back.</param>
    /// <param name="action">The work.</param>
    public static async Task<T> RunAsync<T>(CommandRun run, string done, Func<IProgress<SafeMigrationProgress>, Task<T>> action)
    {
        var capabilities = run.Out.Profile.Capabilities;
        return !run.IsJson && capabilities is { Interactive: true, Ansi: true }
            ? await LiveProgress.RunAsync(run.Out, done, TimeProvider.System, action).ConfigureAwait(false)
            : await action(new LineProgress((run.IsJson ? run.Terminal.Error : run.Out).Profile.Out.Writer, done, TimeProvider.System)).ConfigureAwait(false);
    }
}
