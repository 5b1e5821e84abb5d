namespace MigrationAnalyzers.LockLab.Tests;

/// <summary>The measured cases that cannot be predicted from SQL alone, and why.</summary>
internal static class UnknownCases
{
    public static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["schema: create with elements"] = "The elements of CREATE SCHEMA are not read: their names are looked up in the new schema first.",
        ["ctas: execute prepared"] = "What a prepared statement does is not kept.",
        ["do block loop"] = "The text of dynamic SQL is put together from rows of a catalog.",
        ["dml: update moves row between partitions"] = "To which partition a changed row moves depends on the values that it has.",
        ["dml: insert fires trigger that writes"] = "The body of a PL/pgSQL function is not looked into.",
        ["dml: call known procedure"] = "The body of a PL/pgSQL procedure is not looked into.",
    };
}
