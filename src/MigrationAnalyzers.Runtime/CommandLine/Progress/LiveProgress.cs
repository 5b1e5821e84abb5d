using System.Globalization;
using Spectre.Console;

namespace MigrationAnalyzers.Runtime.CommandLine.Progress;

/// <summary>A bar for each migration, and beside it what it does: its step, rows, time left, whom it waits for.</summary>
internal sealed class LiveProgress : IProgress<SafeMigrationProgress>
{
    private readonly object _gate = new();
    private readonly ProgressContext _context;
    private readonly string _done;
    private readonly TimeEstimate _estimate;
    private string? _migration;
    private ProgressTask _task;

    private LiveProgress(ProgressContext context, string done, TimeProvider time)
    {
        _context = context;
        _done = done;
        _estimate = new TimeEstimate(time);
        _task = context.AddTask("connecting", autoStart: true, maxValue: 1);
    }

    public static Task<T> RunAsync<T>(IAnsiConsole console, string done, TimeProvider time, Func<IProgress<SafeMigrationProgress>, Task<T>> action) =>
        console.Progress()
            .Columns(new SpinnerColumn(), new ProgressBarColumn { Width = 20 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var live = new LiveProgress(context, done, time);
                var result = await action(live).ConfigureAwait(false);
                live.End();
                return result;
            });

    public void Report(SafeMigrationProgress value)
    {
        lock (_gate)
        {
            if (value.MigrationId is { } id && id != _migration)
            {
                _migration = id;
                End();
                _task = _context.AddTask(Markup.Escape(id), autoStart: true, maxValue: Math.Max(1, value.StepCount));
            }

            var isDone = value.State == SafeMigrationState.MigrationDone;
            if (isDone)
            {
                _task.Value = _task.MaxValue;
            }
            else if (value.StepNumber > 0)
            {
                var part = value.State is SafeMigrationState.StepDone or SafeMigrationState.StepSkipped ? 1 : value.Fraction ?? 0;
                _task.Value = Math.Max(_task.Value, value.StepNumber - 1 + part);
            }

            _task.Description = Describe(value, isDone);
        }
    }

    private void End()
    {
        _task.Value = _task.MaxValue;
        _task.StopTask();
    }

    private string Describe(SafeMigrationProgress value, bool isDone)
    {
        if (value.MigrationId is null)
        {
            return Markup.Escape(value.Message);
        }

        var id = $"[bold]{Markup.Escape(value.MigrationId)}[/]";
        if (isDone)
        {
            return $"{id} {_done}";
        }

        var step = value.StepNumber > 0 ? string.Create(CultureInfo.InvariantCulture, $" {value.StepNumber}/{value.StepCount}") : "";
        var waits = value.State is SafeMigrationState.WaitingForTableLock or SafeMigrationState.Throttled or SafeMigrationState.Reconnecting or SafeMigrationState.WaitingForMigrationLock;
        var text = Markup.Escape(SqlLine.Of(ProgressText.Of(value, _estimate.Remaining(value)), isWhole: false));
        return waits ? $"{id}{step} [yellow]{text}[/]" : $"{id}{step} {text}";
    }
}
