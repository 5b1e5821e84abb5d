using MigrationAnalyzers.Runtime.Planning;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>Says what goes on, and in which step.</summary>
internal sealed class ProgressReporter(IProgress<SafeMigrationProgress>? progress)
{
    private PlannedMigration? _migration;
    private PlannedStep? _step;

    /// <summary>What follows is about this step.</summary>
    public void Enter(PlannedMigration? migration, PlannedStep? step)
    {
        _migration = migration;
        _step = step;
    }

    public void Report(SafeMigrationState state, string? message = null, double? fraction = null, long? rows = null) =>
        progress?.Report(new SafeMigrationProgress(_migration?.Id, _step?.Number ?? 0, _migration?.Steps.Length ?? 0, state, message ?? _step?.Title ?? _migration?.Id ?? "")
        {
            Fraction = fraction,
            Rows = rows,
        });
}
