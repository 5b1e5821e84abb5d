namespace MigrationAnalyzers.Engine.Rules.Compatibility;

/// <summary>Whether one name may be another name for the same thing.</summary>
internal static class SimilarNames
{
    private const int LeastWord = 3;

    /// <summary>They share a word (name, full_name), or one abbreviates the other (qty, quantity), or they differ in few letters (colour, color).</summary>
    public static bool Are(string a, string b)
    {
        var (left, right) = (Split(a), Split(b));
        foreach (var word in left)
        {
            foreach (var other in right)
            {
                if (word == other ? word.Length >= LeastWord : IsAbbreviation(word, other) || IsAbbreviation(other, word))
                {
                    return true;
                }
            }
        }

        var (x, y) = (string.Concat(left), string.Concat(right));
        return Distance(x, y) <= Math.Min(x.Length, y.Length) / 4;
    }

    /// <summary>The words of snake_case and PascalCase, in lower case.</summary>
    private static List<string> Split(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var ends = i == name.Length || !char.IsLetterOrDigit(name[i]) || (i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1]));
            if (!ends)
            {
                continue;
            }

            if (i > start)
            {
                words.Add(name.Substring(start, i - start).ToLowerInvariant());
            }

            start = i < name.Length && char.IsLetterOrDigit(name[i]) ? i : i + 1;
        }

        return words;
    }

    /// <summary>The letters of the short word stand in the long one in that order, the first one at its beginning.</summary>
    private static bool IsAbbreviation(string shorter, string longer)
    {
        if (shorter.Length < LeastWord || shorter.Length >= longer.Length || shorter[0] != longer[0])
        {
            return false;
        }

        var at = 0;
        foreach (var letter in longer)
        {
            if (at < shorter.Length && letter == shorter[at])
            {
                at++;
            }
        }

        return at == shorter.Length;
    }

    /// <summary>How many letters are to be changed, added or taken away (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
