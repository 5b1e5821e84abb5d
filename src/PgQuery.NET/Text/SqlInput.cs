namespace PgQuery.Text;

/// <summary>Checks that a text can be handed to PostgreSQL: it reads UTF-8 that ends with a zero byte.</summary>
internal static class SqlInput
{
    /// <summary>The longest script, in UTF-16 code units.</summary>
    internal const int LongestScript = 64 * 1024 * 1024;

    /// <summary>Looks for what no SQL text may contain.</summary>
    /// <param name="sql">The text.</param>
    /// <returns>The error, or null.</returns>
    internal static PgSyntaxError? Check(string sql)
    {
        if (sql.Length > LongestScript)
        {
            return new PgSyntaxError(FormattableString.Invariant($"the script is longer than {LongestScript} characters"), LongestScript);
        }

        for (var i = 0; i < sql.Length; i++)
        {
            var c = sql[i];
            if (c == '\0')
            {
                return new PgSyntaxError("a NUL character (U+0000) is not allowed in SQL", i, 1);
            }

            if (!char.IsSurrogate(c))
            {
                continue;
            }

            if (char.IsHighSurrogate(c) && i + 1 < sql.Length && char.IsLowSurrogate(sql[i + 1]))
            {
                i++;
            }
            else
            {
                return new PgSyntaxError(
                    FormattableString.Invariant($"the text is not well-formed Unicode: a surrogate (U+{(int)c:X4}) without its partner"), i, 1);
            }
        }

        return null;
    }
}
