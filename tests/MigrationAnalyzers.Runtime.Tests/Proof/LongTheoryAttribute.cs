namespace MigrationAnalyzers.Runtime.Tests.Proof;

/// <summary>A theory that takes minutes: it runs where MIGRATION_ANALYZERS_LONG=1 asks for it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute()
    {
        if (!IsAsked)
        {
            Skip = "Takes minutes: set MIGRATION_ANALYZERS_LONG=1 to run it.";
        }
    }

    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("MIGRATION_ANALYZERS_LONG") == "1";
}
