using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>The expressions of USING that say no more than the change of type itself: the column, and a cast of it.</summary>
internal static class UsingClause
{
    /// <param name="castTo">The type of the cast; null when there is none.</param>
    /// <returns>False when the expression is anything else.</returns>
    public static bool IsColumnOrCast(SqlExpression expression, string column, out SqlType? castTo)
    {
        castTo = null;
        var text = Unwrap(expression.Text);
        if (IsColumn(text, column))
        {
            return true;
        }

        var (inner, type) = SplitCast(text);
        if (inner is null || type is null || !IsColumn(Unwrap(inner), column))
        {
            return false;
        }

        castTo = SqlFrontEnd.ReadType(type);
        return castTo is not null;
    }

    private static (string? Inner, string? Type) SplitCast(string text)
    {
        var colons = text.LastIndexOf("::", StringComparison.Ordinal);
        if (colons > 0)
        {
            return (text[..colons], text[(colons + 2)..].Trim());
        }

        if (text.StartsWith("cast", StringComparison.OrdinalIgnoreCase) && text.EndsWith(")", StringComparison.Ordinal))
        {
            var open = text.IndexOf('(');
            var separator = text.IndexOf(" as ", StringComparison.OrdinalIgnoreCase);
            if (open > 0 && separator > open && text[4..open].Trim().Length == 0)
            {
                return (text[(open + 1)..separator], text[(separator + 4)..(text.Length - 1)].Trim());
            }
        }

        return (null, null);
    }

    private static bool IsColumn(string text, string column) =>
        text.Length > 1 && text[0] == '"' && text[text.Length - 1] == '"'
            ? string.Equals(text[1..(text.Length - 1)].Replace("\"\"", "\""), column, StringComparison.Ordinal)
            : string.Equals(text.ToLowerInvariant(), column, StringComparison.Ordinal);

    /// <summary>Removes parentheses around the whole text.</summary>
    private static string Unwrap(string text)
    {
        text = text.Trim();
        while (text.Length > 1 && text[0] == '(' && ClosesAtEnd(text))
        {
            text = text[1..(text.Length - 1)].Trim();
        }

        return text;
    }

    private static bool ClosesAtEnd(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return i == text.Length - 1;
            }
        }

        return false;
    }
}
