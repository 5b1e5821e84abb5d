using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Finds places in the loops of a DO block.</summary>
internal static class SqlLoopPlaces
{
    /// <summary>COMMIT, at the end of the innermost loop around the statement; null where PostgreSQL refuses it there.</summary>
    public static SqlTextEdit? Commit(string sql, MigrationStatement statement)
    {
        var (start, length) = statement.Origin.SqlStatement;
        var tag = new SqlTokens(sql) is var whole ? whole.IndexAt(start) - 1 : -1;
        if (tag < 0 || start + length > whole.End(tag))
        {
            return null;
        }

        // The body is a string for the whole: its tokens are those of the text inside of it.
        var body = sql.Substring(whole.Start(tag), whole.End(tag) - whole.Start(tag));
        var open = body.IndexOf('$', 1) + 1;
        if (body[0] != '$' || open <= 0)
        {
            return null;
        }

        var inside = whole.Start(tag) + open;
        var tokens = new SqlTokens(sql.Substring(inside, body.Length - (2 * open)));
        for (var i = 0; i < tokens.Count; i++)
        {
            // No COMMIT inside of a subtransaction, or while an UPDATE ... RETURNING is looped over; WHERE CURRENT OF needs the cursor's locks.
            if (tokens.IsAnyWord(i, "exception current returning"))
            {
                return null;
            }
        }

        var depth = 0;
        for (var i = tokens.IndexAt(start - inside); i < tokens.Count; i++)
        {
            var closes = tokens.IsWord(i, "end") && tokens.IsWord(i + 1, "loop");
            if (closes && depth-- == 0)
            {
                return SqlTextEdit.Insert(inside + tokens.End(i - 1), Written(sql, start, inside + tokens.Start(i), inside + tokens.End(i - 1), IsLower(tokens, i)));
            }

            depth += tokens.IsWord(i, "loop") && !tokens.IsWord(i - 1, "end") ? 1 : 0;
        }

        return null;
    }

    private static bool IsLower(SqlTokens tokens, int index) => char.IsLower(tokens.Text[tokens.Start(index)]);

    /// <summary>On a line of its own, where END is.</summary>
    private static string Written(string sql, int statement, int end, int last, bool isLower)
    {
        var commit = isLower ? "commit;" : "COMMIT;";
        if (sql.IndexOf('\n', last, end - last) < 0)
        {
            return " " + commit;
        }

        var line = sql.LastIndexOf('\n', statement) + 1;
        var indentation = sql.Substring(line, statement - line);
        return (sql.Contains("\r\n") ? "\r\n" : "\n") + indentation.Substring(0, indentation.Length - indentation.TrimStart().Length) + commit;
    }
}
