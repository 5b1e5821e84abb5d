using System.Globalization;

namespace MigrationAnalyzers.Engine.Configuration;

/// <summary>How large a table of the real database is.</summary>
/// <param name="Rows">Null where the server does not know: a table that was never analyzed.</param>
/// <param name="TotalBytes">With indexes and TOAST; null where it is not known.</param>
public sealed record TableSize(long? Rows, long? TotalBytes)
{
    private const long BytesOfPage = 8192;

    /// <summary>
    /// Fewer rows than that, and no more than a page of 8 kB for each of as many rows: few rows in a large file (bloat, large values) take as long as the file.
    /// </summary>
    public bool IsBelow(long rows) => Rows < rows && !(TotalBytes / BytesOfPage >= rows);

    /// <summary>As in <c>about 14 M rows, 3.1 GB</c>; empty where nothing is known.</summary>
    public override string ToString() => (Rows, TotalBytes) switch
    {
        ({ } rows, { } bytes) => $"about {Count(rows)}, {Bytes(bytes)}",
        ({ } rows, null) => "about " + Count(rows),
        (null, { } bytes) => Bytes(bytes),
        (null, null) => "",
    };

    private static string Count(long rows) => rows switch
    {
        1 => "1 row",
        < 1000 => rows.ToString(CultureInfo.InvariantCulture) + " rows",
        < 999_500 => Short(rows / 1e3) + " k rows",
        < 999_500_000 => Short(rows / 1e6) + " M rows",
        _ => Short(rows / 1e9) + " bn rows",
    };

    /// <summary>In PostgreSQL's units (pg_size_pretty), each of which is 1024 of the one before.</summary>
    private static string Bytes(long bytes)
    {
        var units = new[] { "bytes", "kB", "MB", "GB", "TB", "PB" };
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1000 && unit < units.Length - 1)
        {
            (value, unit) = (value / 1024, unit + 1);
        }

        return Short(value) + " " + units[unit];
    }

    /// <summary>Two digits are as exact as an estimate is.</summary>
    private static string Short(double value) => value.ToString(value < 9.95 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
