namespace MigrationAnalyzers.Runtime;

/// <summary>How a step is executed.</summary>
public enum PlanStepKind
{
    /// <summary>Commands of EF Core in one transaction, which is tried again as a whole.</summary>
    Transaction,

    /// <summary>A command that EF Core sends outside of the migration's transaction.</summary>
    Alone,

    /// <summary>A safe form of <see cref="SafeMigrationBuilderExtensions"/>.</summary>
    SafeForm,
}
