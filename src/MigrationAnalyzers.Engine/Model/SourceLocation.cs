namespace MigrationAnalyzers.Engine.Model;

/// <summary>A place in a source file: UTF-16 offsets into the text of the file at <paramref name="Path"/>.</summary>
public readonly record struct SourceLocation(string Path, int Start, int Length)
{
    public static readonly SourceLocation None = new("", 0, 0);

    public int End => Start + Length;

    public bool IsNone => Path.Length == 0;
}
