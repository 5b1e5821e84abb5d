namespace MigrationAnalyzers.Runtime.Tests.Resilience;

/// <summary>Proofs by chance run briefly in every test run, and for long with <c>MIGRATION_ANALYZERS_LONG=1</c>.</summary>
internal static class LongForm
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("MIGRATION_ANALYZERS_LONG") == "1";

    public static int Of(int quick, int thorough) => IsOn ? thorough : quick;
}
