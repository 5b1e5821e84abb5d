using System.Diagnostics;
using System.Globalization;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>What PgQuery.NET costs: its start in a fresh process, a statement, a script, memory.</summary>
internal sealed class ParserBenchmark : Benchmark
{
    private const int Processes = 11;

    public override string Name => "parser";

    public override string Description => "PgQuery.NET: first parse in a fresh process, statements, a script, memory";

    public override async Task<ResultTable> RunAsync(string[] arguments)
    {
        var table = new ResultTable($"what, in {Processes} processes", "median", "least", "processor time, median");
        await AddAsync("first parse in a fresh process", ParserChild.FirstParse, " ms");
        await AddAsync("short statement", ParserChild.ShortStatement, " us");
        await AddAsync("script of 199 lines", ParserChild.Script, " ms");
        await AddAsync("memory of an instance at rest", ParserChild.Memory, " MB");
        return table;

        async Task AddAsync(string what, string measurement, string unit)
        {
            var passed = new List<double>();
            var processor = new List<double>();
            for (var i = 0; i < Processes; i++)
            {
                var result = await RunChildAsync(measurement);
                passed.Add(result[0]);
                processor.Add(result[1]);
            }

            var onProcessor = Samples.Median(processor);
            table.Add(what, Samples.Number(Samples.Median(passed), unit), Samples.Number(passed.Min(), unit), onProcessor > 0 ? Samples.Number(onProcessor, unit) : "");
        }
    }

    private static async Task<double[]> RunChildAsync(string measurement)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        start.ArgumentList.Add(ParserChild.Name);
        start.ArgumentList.Add(measurement);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? [.. output.Split(' ').Select(static n => double.Parse(n, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"The measurement of {measurement} failed: {output}");
    }
}
