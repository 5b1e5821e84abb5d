namespace PgQuery.Tests;

/// <summary>The hand-written statements beside this file: blocks of lines, separated by an empty line.</summary>
internal static class CorpusFile
{
    public static IReadOnlyList<string> Valid { get; } = [.. Read("tables.sql"), .. Read("objects.sql"), .. Read("queries.sql")];

    public static IReadOnlyList<string> PlPgSql { get; } = Read("plpgsql.sql");

    public static IReadOnlyList<string> Errors { get; } = Read("errors.sql");

    private static string[] Read(string name)
        => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpus", name))
            .TrimEnd('\n')
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
}
