using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>The statements of an SQL text, as parts that can be taken out of it.</summary>
internal sealed class SqlStatementParts(string sql)
{
    private readonly SqlTokens _tokens = new(sql);

    /// <summary>The text is one DO block and nothing else: its body is a single token.</summary>
    public bool IsOneDoBlock => _tokens.IsWord(0, "do") && Enumerable.Range(0, _tokens.Count).All(i => !_tokens.IsSign(i, ';') || i == _tokens.Count - 1);

    /// <summary>Takes a statement out, with its semicolon and the white space to its neighbour.</summary>
    public SqlTextEdit Removed(MigrationStatement statement)
    {
        var (start, length) = statement.Origin.SqlStatement;
        var first = _tokens.IndexAt(start);
        var next = _tokens.IndexAt(start + length);
        next += _tokens.IsSign(next, ';') ? 1 : 0;
        var end = _tokens.End(next - 1);
        if (next < _tokens.Count && string.IsNullOrWhiteSpace(sql.Substring(end, _tokens.Start(next) - end)))
        {
            end = _tokens.Start(next);
        }
        else if (next >= _tokens.Count && first > 0 && string.IsNullOrWhiteSpace(sql.Substring(_tokens.End(first - 1), start - _tokens.End(first - 1))))
        {
            start = _tokens.End(first - 1);
        }

        return new SqlTextEdit(start, end - start, "");
    }
}
