using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>The words of one statement in an SQL text, outside of parentheses, and the edits that put others beside or in place of them.</summary>
internal sealed class SqlWords
{
    private readonly string _sql;
    private readonly int _first;

    public SqlWords(string sql, MigrationStatement statement)
        : this(sql, statement.Origin.SqlStatement.Start, statement.Origin.SqlStatement.Start + statement.Origin.SqlStatement.Length)
    {
    }

    public SqlWords(string sql, int start, int end)
    {
        _sql = sql;
        Tokens = new SqlTokens(sql);
        _first = Tokens.IndexAt(start);
        End = Tokens.IndexAt(end);
    }

    public SqlTokens Tokens { get; }

    public int First => _first;

    /// <summary>The token after the last one.</summary>
    public int End { get; }

    /// <summary>Puts a text after the words, in their case.</summary>
    public SqlTextEdit? InsertAfter(string text, params string[] words) =>
        Find(words) is { } index ? SqlTextEdit.Insert(Tokens.End(index + words.Length - 1), " " + InCaseOf(index, text)) : null;

    /// <summary>Puts a text before the words, in their case where it is said so.</summary>
    public SqlTextEdit? InsertBefore(string text, params string[] words) =>
        Find(words) is { } index ? SqlTextEdit.Insert(Tokens.Start(index), text + " ") : null;

    /// <summary>Puts another in place of the words, in their case.</summary>
    public SqlTextEdit? Replace(string text, params string[] words) =>
        Find(words) is { } index ? Replace(index, index + words.Length, InCaseOf(index, text)) : null;

    /// <summary>Takes the words away, with the space behind them; null where a comment would go with it.</summary>
    public SqlTextEdit? Remove(params string[] words)
    {
        if (Find(words) is not { } index || index + words.Length >= End)
        {
            return null;
        }

        var (start, end) = (Tokens.Start(index), Tokens.Start(index + words.Length));
        var removed = _sql.Substring(start, end - start);
        return removed.Contains("--") || removed.Contains("/*") ? null : new SqlTextEdit(start, end - start, "");
    }

    /// <summary>Puts a text in place of tokens.</summary>
    public SqlTextEdit Replace(int first, int end, string text) => new(Tokens.Start(first), Tokens.End(end - 1) - Tokens.Start(first), text);

    /// <summary>The first of the words, where they follow each other; null where they do not.</summary>
    public int? Find(params string[] words)
    {
        for (var i = _first; (i = Tokens.FindWord(i, End, words[0])) < End; i++)
        {
            var length = 1;
            while (length < words.Length && i + length < End && Tokens.IsWord(i + length, words[length]))
            {
                length++;
            }

            if (length == words.Length)
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>Written small where the keyword at the token is.</summary>
    public string InCaseOf(int index, string keyword) => char.IsLower(_sql[Tokens.Start(index)]) ? keyword.ToLowerInvariant() : keyword;
}
