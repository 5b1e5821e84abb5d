namespace MigrationAnalyzers.Runtime.CommandLine;

/// <summary>SQL in a table or tree.</summary>
internal static class SqlLine
{
    private const int Longest = 100;

    /// <summary>As it is when all is to be seen; otherwise its beginning, on one line.</summary>
    public static string Of(string sql, bool isWhole)
    {
        if (isWhole)
        {
            return sql.Trim();
        }

        var line = string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd(';');
        return line.Length <= Longest ? line : line[..(Longest - 3)] + "...";
    }
}
