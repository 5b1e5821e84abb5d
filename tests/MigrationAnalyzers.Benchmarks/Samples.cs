using System.Globalization;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>Repeated measurements, in milliseconds.</summary>
internal static class Samples
{
    /// <summary>
    /// The processor time of each, over all threads: unlike the time that passes, it hardly depends on what else the machine does. All run by turns, so that
    /// what does disturb them disturbs each alike; the first rounds are thrown away.
    /// </summary>
    public static async Task<double[]> ByTurnsAsync(int warmUp, int rounds, params Func<Task>[] alternatives)
    {
        var times = alternatives.Select(_ => new List<double>(rounds)).ToArray();
        for (var round = 0; round < warmUp + rounds; round++)
        {
            for (var i = 0; i < alternatives.Length; i++)
            {
                // Each in turn goes first, and none pays for the garbage of another.
                var which = (round + i) % alternatives.Length;
                GC.Collect();
                GC.WaitForPendingFinalizers();
                var start = Environment.CpuUsage.TotalTime;
                await alternatives[which]();
                if (round >= warmUp)
                {
                    times[which].Add((Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
                }
            }
        }

        return [.. times.Select(static t => Median(t))];
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public static string Milliseconds(double value) => Number(value, " ms");

    public static string Ratio(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Number(double value, string unit) =>
        value.ToString(value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture) + unit;
}
