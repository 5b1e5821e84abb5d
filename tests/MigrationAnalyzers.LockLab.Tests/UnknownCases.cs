namespace MigrationAnalyzers.LockLab.Tests;

/// <summary>The measured cases that cannot be predicted from SQL alone, and why.</summary>
internal static class UnknownCases
{
    public static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["add references default missing parent"] = "whether the referenced table has a row with the default's value is data",
    };
}
