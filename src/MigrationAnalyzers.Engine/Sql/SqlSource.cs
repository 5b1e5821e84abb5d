using MigrationAnalyzers.Engine.Model;
using PgQuery;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>
/// A text that the grammar reads as it stands: the whole SQL text, a statement inside a DO block, or the constant of an EXECUTE. Knows where each
/// of its characters is in the whole SQL text.
/// </summary>
internal sealed class SqlSource
{
    private readonly SqlText _sql;
    private readonly int[]? _positions;
    private SqlTokens? _tokens;

    public SqlSource(SqlText sql)
    {
        _sql = sql;
        Text = sql.Text;
    }

    /// <param name="positions">Where each character of the text is in the whole SQL text, and the end of the last one.</param>
    public SqlSource(SqlSource outer, string text, int[] positions)
    {
        _sql = outer._sql;
        Text = text;
        _positions = new int[positions.Length];
        for (var i = 0; i < positions.Length; i++)
        {
            _positions[i] = outer.ToWhole(positions[i]);
        }
    }

    public string Text { get; }

    public SqlTokens Tokens => _tokens ??= new SqlTokens(Text);

    /// <summary>The position in the whole SQL text.</summary>
    public int ToWhole(int position) =>
        _positions is null ? position + _sql.Start : _positions[Math.Max(0, Math.Min(position, _positions.Length - 1))];

    // Characters that share a place (a constant with unusual escapes) stand for all of it.
    private (int Start, int End) ToWhole(int start, int end)
    {
        var (from, to) = (ToWhole(start), ToWhole(end));
        while (to <= from && _positions is not null && end < _positions.Length)
        {
            to = _positions[end++];
        }

        return (from, Math.Max(from, to));
    }

    /// <summary>An origin for characters of this text.</summary>
    public Origin Origin(int start, int end, PgTextSpan statement)
    {
        var (from, to) = ToWhole(start, end);
        var (first, last) = ToWhole(statement.Start, statement.End);
        return new Origin(_sql.FrontEnd, _sql.Map.Locate(from, to - from))
        {
            SqlSpan = (from, to - from),
            SqlStatement = (first, last - first),
            Suppressions = _sql.Suppressions,
        };
    }
}
