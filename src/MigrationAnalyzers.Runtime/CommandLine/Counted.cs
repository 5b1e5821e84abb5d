using System.Globalization;

namespace MigrationAnalyzers.Runtime.CommandLine;

/// <summary>Numbers with their nouns.</summary>
internal static class Counted
{
    public static string Migrations(int count) => Of(count, "migration");

    public static string Steps(int count) => Of(count, "step");

    public static string Rows(long count) => Of(count, "row");

    public static string Tables(int count) => Of(count, "table");

    public static string Findings(int count) => Of(count, "finding");

    public static string Differences(int count) => Of(count, "difference");

    private static string Of(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
