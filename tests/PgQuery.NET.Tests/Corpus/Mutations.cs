namespace PgQuery.Tests;

/// <summary>Texts that are nearly right: what an editor sees while somebody types.</summary>
internal static class Mutations
{
    private static readonly string[] Foreign = ["é", "ß", "漢", "😀", "\u00a0", "\u200b", "ﬁ"];
    private static readonly string[] Signs = ["'", "\"", "(", ")", ";", "$$", "/*", "*/", "--", "\\", "::", ".", ",", "$1", "E'", "\n", "=", "@@", "1.", "0x", "U&'"];

    /// <summary>Makes mutations of a text; the same seed makes the same ones.</summary>
    public static IEnumerable<string> Of(string sql, Random random, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var at = Boundary(sql, random.Next(sql.Length + 1));
            var mutated = random.Next(6) switch
            {
                0 => Delete(sql, at, 1),
                1 => sql[..at],
                2 => sql[at..],
                3 => sql.Insert(at, Foreign[random.Next(Foreign.Length)]),
                4 => sql.Insert(at, Signs[random.Next(Signs.Length)]),
                _ => Delete(sql, at, random.Next(1, 12)),
            };
            yield return mutated;
        }
    }

    private static string Delete(string sql, int at, int length)
    {
        var end = Boundary(sql, Math.Min(sql.Length, at + length));
        return sql.Remove(at, Math.Max(0, end - at));
    }

    // Half a surrogate pair is no text PostgreSQL could get.
    private static int Boundary(string sql, int at) => at > 0 && at < sql.Length && char.IsLowSurrogate(sql[at]) ? at - 1 : at;
}
