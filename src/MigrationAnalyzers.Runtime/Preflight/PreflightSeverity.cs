namespace MigrationAnalyzers.Runtime;

/// <summary>How much a finding of the preflight matters.</summary>
public enum PreflightSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>A hazard.</summary>
    Warning,

    /// <summary>It would fail, or do harm, for certain.</summary>
    Error,
}
