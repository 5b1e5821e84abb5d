namespace MigrationAnalyzers.Runtime;

/// <summary>How far a step is, by the journal.</summary>
public enum PlanStepState
{
    /// <summary>It was not begun.</summary>
    Pending,

    /// <summary>An earlier run began it and did not end it.</summary>
    Begun,

    /// <summary>An earlier run ended it: it is skipped.</summary>
    Done,
}
