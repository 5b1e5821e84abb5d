namespace MigrationAnalyzers.Runtime;

/// <summary>What to do about an interrupted command whose outcome is not known.</summary>
public enum InterruptedCommand
{
    /// <summary>Stop, and say which command it is.</summary>
    Refuse,

    /// <summary>Execute it again.</summary>
    Repeat,

    /// <summary>Take it as done.</summary>
    AssumeDone,
}
