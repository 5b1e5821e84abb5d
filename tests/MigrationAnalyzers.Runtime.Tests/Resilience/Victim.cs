using System.Diagnostics;
using System.Globalization;
using MigrationAnalyzers.Runtime.Tests.Migrating;

namespace MigrationAnalyzers.Runtime.Tests.Resilience;

/// <summary>
/// Applies <see cref="EveryKindOfStep"/> in a process of its own, and is killed (SIGKILL) some time after a step has begun. It does so itself: many steps are over before another process
/// could have read where it is.
/// </summary>
internal static class Victim
{
    /// <param name="connectionString">To the database.</param>
    /// <param name="step">The first step that may be hit.</param>
    /// <param name="delay">The time from its beginning on.</param>
    public static async Task<int> RunAsync(string connectionString, int step, TimeSpan delay)
    {
        await using var context = new MigratingContext(connectionString, EveryKindOfStep.All);
        await new SafeMigrator(context, EveryKindOfStep.Options).ApplyAsync(progress: new Suicidal(step, delay));
        return 0;
    }

    private sealed class Suicidal(int step, TimeSpan delay) : IProgress<SafeMigrationProgress>
    {
        private Thread? _killer;

        public void Report(SafeMigrationProgress value)
        {
            // Written at once: the last line tells where it was.
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.StepNumber} {value.State} {value.Message.ReplaceLineEndings(" ")}"));
            Console.Out.Flush();
            if (_killer is null && value.State == SafeMigrationState.StepStarted && value.StepNumber >= step)
            {
                _killer = new Thread(Kill) { IsBackground = true };
                _killer.Start(Stopwatch.GetTimestamp());
            }
        }

        private void Kill(object? started)
        {
            SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime((long)started!) >= delay);
            using var self = Process.GetCurrentProcess();
            self.Kill();
        }
    }
}
