using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Finds the places in SET and <c>SELECT set_config(...)</c> that say what is set and for how long.</summary>
internal static class SqlSettingPlaces
{
    /// <summary>Makes the setting one of the transaction.</summary>
    public static SqlTextEdit? Local(string sql, MigrationStatement statement)
    {
        var words = new SqlWords(sql, statement);
        var tokens = words.Tokens;
        if (tokens.IsWord(words.First, "set"))
        {
            return tokens.IsWord(words.First + 1, "session") && !tokens.IsAnyWord(words.First + 2, "authorization characteristics")
                ? words.Replace("LOCAL", "session")
                : words.InsertAfter("LOCAL", "set");
        }

        var close = words.End - 1;
        return tokens.IsWord(words.First, "select") && tokens.IsSign(close, ')') && tokens.IsWord(close - 1, "false")
            ? words.Replace(close - 1, close, words.InCaseOf(close - 1, "TRUE"))
            : null;
    }

    /// <summary>The value of SET, which is the last token; null where it is written in another way.</summary>
    public static SqlTextEdit? Value(string sql, MigrationStatement statement)
    {
        var words = new SqlWords(sql, statement);
        var last = words.End - 1;
        return words.Tokens.IsWord(words.First, "set") && (words.Tokens.IsSign(last - 1, '=') || words.Tokens.IsWord(last - 1, "to")) ? words.Replace(last, last + 1, "") : null;
    }
}
