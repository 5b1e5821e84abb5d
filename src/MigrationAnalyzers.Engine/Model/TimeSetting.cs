using System.Globalization;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>The value of a parameter that is a time, as in <c>lock_timeout</c>.</summary>
public static class TimeSetting
{
    /// <summary>A number with or without a unit (https://www.postgresql.org/docs/current/config-setting.html); null where it is none of these.</summary>
    public static double? Milliseconds(string? value)
    {
        if (value is null)
        {
            return null;
        }

        var end = 0;
        while (end < value.Length && value[end] is (>= '0' and <= '9') or '.' or ' ')
        {
            end++;
        }

        double? unit = value.Substring(end).Trim() switch
        {
            "us" => 0.001,
            "" or "ms" => 1,
            "s" => 1000,
            "min" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => null,
        };
        return double.TryParse(value.Substring(0, end).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number * unit : null;
    }
}
