using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>SQL text and where its characters are written.</summary>
public sealed class SqlText(string text, FrontEnd frontEnd, ISqlSourceMap map)
{
    private ImmutableArray<SqlSuppression> _suppressions;

    public string Text { get; } = text;

    public FrontEnd FrontEnd { get; } = frontEnd;

    public ISqlSourceMap Map { get; } = map;

    /// <summary>Where the text begins in the whole SQL text that it is a part of; places are those of the whole.</summary>
    public int Start { get; private init; }

    /// <summary>The comments in the whole SQL text that suppress.</summary>
    public ImmutableArray<SqlSuppression> Suppressions =>
        _suppressions.IsDefault ? _suppressions = SuppressionReader.Read(Text, FrontEnd, Map) : _suppressions;

    /// <summary>The text of a file, which is its own source.</summary>
    public static SqlText OfFile(string path, string text) => new(text, FrontEnd.SqlFile, new FileMap(path));

    /// <summary>A part of a file's text, with something else in the place of what is no SQL.</summary>
    public SqlText Part(string text, int start) => new(text, FrontEnd, Map) { Start = start, _suppressions = Suppressions };

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
