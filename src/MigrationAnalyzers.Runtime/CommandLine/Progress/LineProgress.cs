using System.Globalization;

namespace MigrationAnalyzers.Runtime.CommandLine.Progress;

/// <summary>What goes on as lines, for logs: each event, but what goes on and on only now and then.</summary>
internal sealed class LineProgress(TextWriter writer, string done, TimeProvider time) : IProgress<SafeMigrationProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly TimeEstimate _estimate = new(time);
    private SafeMigrationProgress? _last;
    private long _written;

    public void Report(SafeMigrationProgress value)
    {
        lock (_gate)
        {
            var remaining = _estimate.Remaining(value);
            if (!IsDue(value) || Text(value, remaining) is not { } text)
            {
                return;
            }

            (_last, _written) = (value, time.GetTimestamp());
            var step = value.StepNumber > 0 ? string.Create(CultureInfo.InvariantCulture, $" {value.StepNumber}/{value.StepCount}") : "";
            writer.WriteLine(value.MigrationId is null ? text : $"{value.MigrationId}{step}: {text}");
        }
    }

    private bool IsDue(SafeMigrationProgress value)
    {
        var goesOn = value.State is SafeMigrationState.StepProgress or SafeMigrationState.WaitingForTableLock or SafeMigrationState.WaitingForMigrationLock or SafeMigrationState.Throttled;
        var isRepeated = _last is { } last && last.State == value.State && last.MigrationId == value.MigrationId && last.StepNumber == value.StepNumber;

        // The first report of a quick step comes right before its end.
        var isFirstProgress = value.State == SafeMigrationState.StepProgress && !isRepeated;
        return !goesOn || ((!isRepeated || time.GetElapsedTime(_written) >= Interval) && (!isFirstProgress || _last is null || time.GetElapsedTime(_written) >= TimeSpan.FromSeconds(1)));
    }

    private string? Text(SafeMigrationProgress value, TimeSpan? remaining) => value.State switch
    {
        SafeMigrationState.MigrationStarted => $"begins, {Counted.Steps(value.StepCount)}",
        SafeMigrationState.StepStarted => value.Message,
        SafeMigrationState.StepProgress => ProgressText.Of(value, remaining),
        SafeMigrationState.StepSkipped => $"done by an earlier run: {value.Message}",
        SafeMigrationState.StepDone => null,
        SafeMigrationState.MigrationDone => done,
        SafeMigrationState.Throttled => $"waits: {value.Message}",
        _ => value.Message,
    };
}
