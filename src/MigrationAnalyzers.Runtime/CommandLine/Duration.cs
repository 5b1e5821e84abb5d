using System.Globalization;
using System.Text.RegularExpressions;

namespace MigrationAnalyzers.Runtime.CommandLine;

/// <summary>Durations on the command line: <c>500ms</c>, <c>5s</c>, <c>2m</c>, <c>1h</c>, or a number of seconds.</summary>
internal static partial class Duration
{
    public const string Allowed = "a number of seconds, or a number with a unit: 500ms, 5s, 2m, 1h";

    /// <summary>Null: it is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success || !double.TryParse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var milliseconds = number * match.Groups["unit"].Value switch { "ms" => 1, "m" or "min" => 60_000, "h" => 3_600_000, _ => 1_000 };

        // More would not fit lock_timeout, which is an int of milliseconds (24 days).
        return milliseconds > int.MaxValue ? null : TimeSpan.FromMilliseconds(milliseconds);
    }

    /// <summary>For people, in the unit that fits.</summary>
    public static string Text(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.#} s"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalHours:0.#} h"),
    };

    [GeneratedRegex(@"^(?<number>\d+(\.\d+)?)\s*(?<unit>ms|s|m|min|h)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
