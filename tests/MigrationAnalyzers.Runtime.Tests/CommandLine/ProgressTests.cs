using MigrationAnalyzers.Runtime.CommandLine;
using MigrationAnalyzers.Runtime.CommandLine.Progress;

namespace MigrationAnalyzers.Runtime.Tests.CommandLine;

public sealed class ProgressTests
{
    [Fact]
    public void Lines_OfWhatGoesOn_ComeNowAndThen()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var time = new SteppedTime();
        var lines = new LineProgress(writer, "applied", time);

        lines.Report(new SafeMigrationProgress("1_A", 0, 2, SafeMigrationState.MigrationStarted, "1_A"));
        lines.Report(new SafeMigrationProgress("1_A", 1, 2, SafeMigrationState.StepSkipped, "first"));
        lines.Report(new SafeMigrationProgress("1_A", 2, 2, SafeMigrationState.StepStarted, "fill"));
        for (var i = 1; i <= 10; i++)
        {
            time.Advance(TimeSpan.FromSeconds(2));
            lines.Report(new SafeMigrationProgress("1_A", 2, 2, SafeMigrationState.StepProgress, "fill") { Fraction = i / 10.0, Rows = i * 1000 });
        }

        lines.Report(new SafeMigrationProgress("1_A", 2, 2, SafeMigrationState.WaitingForTableLock, "attempt 1 waits for process 7"));
        lines.Report(new SafeMigrationProgress("1_A", 2, 2, SafeMigrationState.WaitingForTableLock, "attempt 2 waits for process 7"));
        lines.Report(new SafeMigrationProgress("1_A", 2, 2, SafeMigrationState.Throttled, "the replica r is 12.0 s behind"));
        lines.Report(new SafeMigrationProgress("1_A", 2, 2, SafeMigrationState.StepDone, "fill"));
        lines.Report(new SafeMigrationProgress("1_A", 0, 2, SafeMigrationState.MigrationDone, "1_A"));

        Assert.Equal(
            """
            1_A: begins, 2 steps
            1_A 1/2: done by an earlier run: first
            1_A 2/2: fill
            1_A 2/2: 10 %, 1,000 rows written, fill
            1_A 2/2: 40 %, 4,000 rows written, about 12 s left, fill
            1_A 2/2: 70 %, 7,000 rows written, about 6 s left, fill
            1_A 2/2: 100 %, 10,000 rows written, fill
            1_A 2/2: attempt 1 waits for process 7
            1_A 2/2: waits: the replica r is 12.0 s behind
            1_A: applied

            """,
            writer.ToString());
    }

    [Fact]
    public async Task Bars_ShowMigrationStepAndMarkupAsItIs()
    {
        using var writer = new StringWriter();
        var console = Terminal.Create(writer, isRedirected: false, width: 160);

        var result = await LiveProgress.RunAsync(console, "applied", TimeProvider.System, async progress =>
        {
            progress.Report(new SafeMigrationProgress(null, 0, 0, SafeMigrationState.Preparing, "connecting"));
            progress.Report(new SafeMigrationProgress("1_[red]A", 1, 2, SafeMigrationState.StepProgress, "UPDATE a SET b = '[bold'") { Fraction = 0.5, Rows = 1200 });
            await UntilDrawnAsync(writer, "50 %");
            progress.Report(new SafeMigrationProgress("1_[red]A", 0, 2, SafeMigrationState.MigrationDone, "1_[red]A"));
            progress.Report(new SafeMigrationProgress("2_B", 1, 1, SafeMigrationState.WaitingForTableLock, "attempt 1 waits for process 7"));
            await UntilDrawnAsync(writer, "attempt 1 waits");
            return 7;
        });

        var text = writer.ToString();
        Assert.Equal(7, result);
        Assert.Contains("50 %, 1,200 rows written, UPDATE a SET b = '[bold'", text, StringComparison.Ordinal);
        Assert.Contains("1_[red]A", text, StringComparison.Ordinal);
        Assert.Contains("2_B", text, StringComparison.Ordinal);
        Assert.Contains("attempt 1 waits for process 7", text, StringComparison.Ordinal);
    }

    /// <summary>The display draws in its own time, which on a busy machine is late.</summary>
    private static async Task UntilDrawnAsync(StringWriter writer, string text)
    {
        for (var i = 0; i < 200 && !writer.ToString().Contains(text, StringComparison.Ordinal); i++)
        {
            await Task.Delay(50);
        }
    }

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("5", 5_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("2m", 120_000)]
    [InlineData("2 min", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("", null)]
    [InlineData("5d", null)]
    [InlineData("-1s", null)]
    [InlineData("1,5s", null)]
    [InlineData("99999h", null)]
    public void Duration_IsReadOrRefused(string text, int? milliseconds) => Assert.Equal(milliseconds, (int?)Duration.Parse(text)?.TotalMilliseconds);

    private sealed class SteppedTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
