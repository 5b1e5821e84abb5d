using System.Text;

namespace MigrationAnalyzers.SqlFiles;

/// <summary>Keys whose ordinal order is that of the numbers in a name: 2 before 10.</summary>
internal static class NaturalOrder
{
    /// <summary>Longer than any number that a name has.</summary>
    private const int Width = 24;

    public static string Key(string name)
    {
        var key = new StringBuilder();
        for (var i = 0; i < name.Length;)
        {
            var digits = Digits(name, i);
            if (digits == 0)
            {
                key.Append(name[i++]);
                continue;
            }

            key.Append(Number(name.Substring(i, digits)));
            i += digits;
        }

        return key.ToString();
    }

    /// <summary>The key of the number that the name begins with; null where it begins with none.</summary>
    public static string? LeadingNumber(string name) => Digits(name, 0) is > 0 and var digits ? Number(name.Substring(0, digits)) : null;

    /// <summary>Digits without leading zeros, filled up.</summary>
    public static string Number(string digits) => digits.TrimStart('0').PadLeft(Width, '0');

    private static int Digits(string name, int start)
    {
        var end = start;
        while (end < name.Length && name[end] is >= '0' and <= '9')
        {
            end++;
        }

        return end - start;
    }
}
