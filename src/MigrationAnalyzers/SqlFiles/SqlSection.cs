using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.SqlFiles;

/// <summary>A part of a .sql file that its runner sends to the server.</summary>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="Transaction">How it is sent.</param>
internal readonly record struct SqlSection(int Start, int Length, ScriptTransaction Transaction)
{
    /// <summary>
    /// The text to read instead of the file's own, character by character at the same places: without what is no SQL (placeholders, other
    /// delimiters, comment signs before a rollback). Null: the file's own.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>Placeholders were taken out, so that a syntax error may be theirs.</summary>
    public bool HasPlaceholders { get; init; }

    public int End => Start + Length;
}
