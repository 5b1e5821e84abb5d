namespace MigrationAnalyzers.Runtime;

/// <summary>What a migration is doing, for people.</summary>
/// <param name="MigrationId">The migration; null before the first one.</param>
/// <param name="StepNumber">The step, from 1 on; 0: none.</param>
/// <param name="StepCount">How many steps the migration has.</param>
/// <param name="State">What is going on.</param>
/// <param name="Message">The same in words: the step's title, whom it waits for, what it waits for.</param>
public sealed record SafeMigrationProgress(string? MigrationId, int StepNumber, int StepCount, SafeMigrationState State, string Message)
{
    /// <summary>The part of the step that is done, from 0 to 1, as far as the server tells (batches, index builds); null: not known.</summary>
    public double? Fraction { get; init; }

    /// <summary>Rows written by the step so far, those of earlier runs included; null: it writes none in batches.</summary>
    public long? Rows { get; init; }
}
