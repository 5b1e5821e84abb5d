using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>SQL text and where its characters are written.</summary>
public sealed class SqlText(string text, FrontEnd frontEnd, ISqlSourceMap map)
{
    public string Text { get; } = text;

    public FrontEnd FrontEnd { get; } = frontEnd;

    public ISqlSourceMap Map { get; } = map;

    /// <summary>Where the text begins in the whole SQL text that it is a part of; places are those of the whole.</summary>
    public int Start { get; private init; }

    /// <summary>The text of a file, which is its own source, or a part of it.</summary>
    public static SqlText OfFile(string path, string text, int start = 0) => new(text, FrontEnd.SqlFile, new FileMap(path)) { Start = start };

    private sealed class FileMap(string path) : ISqlSourceMap
    {
        public SourceLocation Locate(int start, int length) => new(path, start, length);
    }
}

/// <summary>Maps spans of an SQL text to the source that it is written in.</summary>
public interface ISqlSourceMap
{
    /// <summary>
    /// The place of the characters <paramref name="start"/> up to <paramref name="start"/> + <paramref name="length"/> of the text. Where they cannot be told
    /// apart (a constant of another file, an interpolation hole) the smallest span that surely contains them.
    /// </summary>
    public SourceLocation Locate(int start, int length);
}
