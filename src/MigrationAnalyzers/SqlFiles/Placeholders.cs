namespace MigrationAnalyzers.SqlFiles;

/// <summary>
/// Puts something that parses in the place of what a runner fills in. Each character keeps its place. What is only a schema stays one of an unknown name; of a statement with any
/// other placeholder nothing is known.
/// </summary>
internal static class Placeholders
{
    /// <summary>To PostgreSQL it is a letter of a name.</summary>
    private const char Unknown = '\uE000';

    /// <summary><c>${name}</c>, of Flyway, Liquibase and goose.</summary>
    public static SqlSection Dollar(SqlSection section, string sql) => Replace(section, sql, "${", "}");

    /// <summary><c>{{name}}</c>, of grate.</summary>
    public static SqlSection Braces(SqlSection section, string sql) => Replace(section, sql, "{{", "}}");

    public static bool IsIn(string statement) => statement.IndexOf(Unknown) >= 0;

    /// <summary>Takes out what stands from start to end.</summary>
    public static void Fill(char[] text, int start, int end)
    {
        var after = end < text.Length && text[end] == '"' ? end + 1 : end;
        var isSchema = after < text.Length && text[after] == '.';
        for (var i = start; i < end; i++)
        {
            text[i] = !isSchema ? Unknown : text[i] is (>= 'a' and <= 'z') or (>= '0' and <= '9') ? text[i] : '_';
        }
    }

    private static SqlSection Replace(SqlSection section, string sql, string opening, string closing)
    {
        var text = section.Text ?? sql.Substring(section.Start, section.Length);
        var start = text.IndexOf(opening, StringComparison.Ordinal);
        if (start < 0)
        {
            return section;
        }

        var characters = text.ToCharArray();
        while (start >= 0)
        {
            var end = text.IndexOf(closing, start, StringComparison.Ordinal);
            if (end < 0 || text.IndexOf('\n', start, end - start) >= 0)
            {
                start = text.IndexOf(opening, start + 1, StringComparison.Ordinal);
                continue;
            }

            Fill(characters, start, end + closing.Length);
            start = text.IndexOf(opening, end, StringComparison.Ordinal);
        }

        return section with { Text = new string(characters), HasPlaceholders = true };
    }
}
