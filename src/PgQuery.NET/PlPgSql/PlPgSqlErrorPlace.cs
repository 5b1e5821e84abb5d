using PgQuery.Runtime;

namespace PgQuery.PlPgSql;

/// <summary>Finds the place of an error in a body: libpg_query gives the message alone.</summary>
internal static class PlPgSqlErrorPlace
{
    private const string Near = " at or near \"";
    private const string WrongToken = " @@@";

    /// <summary>Makes the error with its place.</summary>
    /// <param name="message">The message.</param>
    /// <param name="locator">The body.</param>
    /// <param name="parse">Parses the function with another body.</param>
    /// <returns>The error; its place is the start of the body when it could not be found.</returns>
    /// <remarks>
    /// The parser stops at the first error, so a body that is cut off behind the offending token gives the same message, and
    /// one that is cut off before it gives another one: the shortest such body ends with the token.
    /// </remarks>
    internal static PgSyntaxError Find(string message, BodyLocator locator, Func<string, Outcome<PgNode>> parse)
    {
        if (!locator.IsMapped || locator.TokenCount == 0)
        {
            return new PgSyntaxError(message, locator.Span.Start);
        }

        // A body that is cut off fails at its end too, unless something else is wrong right there.
        var isAtEnd = message.EndsWith("at end of input", StringComparison.Ordinal);
        var (low, high) = (0, locator.TokenCount);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var outcome = parse(locator.Body.Substring(0, locator.TokenAt(middle).End) + (isAtEnd ? WrongToken : ""));
            if (outcome.Value is null && string.Equals(outcome.Message, message, StringComparison.Ordinal))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        if (low == locator.TokenCount)
        {
            return new PgSyntaxError(message, locator.Span.End);
        }

        var token = locator.TokenAt(NamedToken(message, locator, low));
        var span = locator.ToScript(token.Start, token.End);
        return new PgSyntaxError(message, span.Start, span.Length);
    }

    // The token that the message names may stand before the one that was read last: SQL within the body is checked when its
    // semicolon has been read, a variable when the sign after it has.
    private static int NamedToken(string message, BodyLocator locator, int last)
    {
        var near = message.IndexOf(Near, StringComparison.Ordinal);
        var from = near >= 0 ? near + Near.Length : message.IndexOf('"') + 1;
        var to = near >= 0 ? message.Length - 1 : message.IndexOf('"', from);
        if (from == 0 || to < from)
        {
            return last;
        }

        var name = message.Substring(from, to - from);
        if (Text(last) == name)
        {
            return last;
        }

        var found = last;
        for (var i = last - 1; i >= 0 && Text(i) != ";"; i--)
        {
            if (Text(i) == name)
            {
                found = i;
                if (near < 0)
                {
                    break;
                }
            }
        }

        return found;

        string Text(int index) => locator.TokenAt(index).Of(locator.Body);
    }
}
