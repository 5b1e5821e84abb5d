namespace MigrationAnalyzers.SqlFiles;

/// <summary>Puts something that parses in the place of what a runner fills in. Each character keeps its place.</summary>
internal static class Placeholders
{
    /// <summary><c>${name}</c>, of Flyway, Liquibase and goose.</summary>
    public static SqlSection Dollar(SqlSection section, string sql) => Replace(section, sql, "${", "}");

    /// <summary><c>{{name}}</c>, of grate.</summary>
    public static SqlSection Braces(SqlSection section, string sql) => Replace(section, sql, "{{", "}}");

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

            end += closing.Length;
            for (var i = start; i < end; i++)
            {
                characters[i] = characters[i] is (>= 'a' and <= 'z') or (>= '0' and <= '9') ? characters[i] : '_';
            }

            start = text.IndexOf(opening, end, StringComparison.Ordinal);
        }

        return section with { Text = new string(characters), HasPlaceholders = true };
    }
}
