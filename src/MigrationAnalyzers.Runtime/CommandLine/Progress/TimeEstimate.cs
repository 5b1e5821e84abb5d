namespace MigrationAnalyzers.Runtime.CommandLine.Progress;

/// <summary>How long a step will take, by its pace so far.</summary>
internal sealed class TimeEstimate(TimeProvider time)
{
    /// <summary>Before that the pace says little.</summary>
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(1);

    private (string? Migration, int Step) _step;
    private double _first;
    private long _started;

    /// <summary>Null: not known.</summary>
    public TimeSpan? Remaining(SafeMigrationProgress progress)
    {
        if (progress.Fraction is not { } fraction)
        {
            return null;
        }

        // A further phase of the step begins at zero again.
        if (_step != (progress.MigrationId, progress.StepNumber) || fraction < _first)
        {
            (_step, _first, _started) = ((progress.MigrationId, progress.StepNumber), fraction, time.GetTimestamp());
            return null;
        }

        var elapsed = time.GetElapsedTime(_started);
        return elapsed < Warmup || fraction <= _first || fraction >= 1 ? null : elapsed * ((1 - fraction) / (fraction - _first));
    }
}
