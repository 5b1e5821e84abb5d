namespace MigrationAnalyzers.Engine.Rules.Locking;

/// <summary>How a constraint that is added again differs from the one that was dropped.</summary>
internal enum ConstraintChange
{
    /// <summary>In its name at most.</summary>
    Nothing,

    /// <summary>In ON DELETE or ON UPDATE.</summary>
    Action,

    /// <summary>A foreign key, in DEFERRABLE.</summary>
    Deferrability,
}
