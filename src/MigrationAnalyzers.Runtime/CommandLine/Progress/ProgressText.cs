using System.Globalization;

namespace MigrationAnalyzers.Runtime.CommandLine.Progress;

/// <summary>How far a step is, in words.</summary>
internal static class ProgressText
{
    public static string Of(SafeMigrationProgress progress, TimeSpan? remaining)
    {
        var parts = new List<string>();
        if (progress.Fraction is { } fraction)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(fraction * 100):0} %"));
        }

        if (progress.Rows is { } rows)
        {
            parts.Add($"{Counted.Rows(rows)} written");
        }

        if (remaining is { } time)
        {
            parts.Add($"about {Duration.Text(time)} left");
        }

        parts.Add(progress.Message);
        return string.Join(", ", parts.Where(static p => p.Length > 0));
    }
}
