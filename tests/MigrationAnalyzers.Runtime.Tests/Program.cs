using System.Globalization;
using MigrationAnalyzers.Runtime.Tests.Resilience;

namespace MigrationAnalyzers.Runtime.Tests;

/// <summary>The test assembly is a program too: a process of its own that is killed.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) => args switch
    {
        ["victim", var connectionString, var step, var milliseconds] => await Victim.RunAsync(
            connectionString, int.Parse(step, CultureInfo.InvariantCulture), TimeSpan.FromMilliseconds(double.Parse(milliseconds, CultureInfo.InvariantCulture))),
        _ => throw new ArgumentException("Expected: victim <connection string> <step> <milliseconds>.", nameof(args)),
    };
}
