namespace MigrationAnalyzers.Ef.Walking;

/// <summary>How control may leave a statement. A statement that only throws leaves in none of these ways: the migration fails there.</summary>
[Flags]
internal enum Flow
{
    None = 0,

    /// <summary>The next statement follows.</summary>
    Completes = 1,

    Breaks = 2,

    Continues = 4,

    Returns = 8,
}
