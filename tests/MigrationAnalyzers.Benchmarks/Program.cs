using MigrationAnalyzers.Benchmarks;

// Speed is measured here and nowhere else: no test has a time limit. What is compared runs in one process, by turns, so that a busy machine slows both.
Benchmark[] benchmarks =
[
    new ParserBenchmark(), new EffectsBenchmark(), new CompilationBenchmark(), new ShopBenchmark(), new HistoryBenchmark(), new WaitsBenchmark(), new HelpersBenchmark(), new BackfillBenchmark(),
    new MigratorBenchmark(), new FixesBenchmark(), new LightBulbBenchmark(),
];

if (args is [ParserChild.Name, var measurement])
{
    ParserChild.Run(measurement);
    return 0;
}

if (args is not [var name, ..] || benchmarks.FirstOrDefault(b => b.Name == name) is not { } chosen)
{
    Console.WriteLine("dotnet run -c Release --project tests/MigrationAnalyzers.Benchmarks -- <name>");
    foreach (var benchmark in benchmarks)
    {
        Console.WriteLine($"  {benchmark.Name,-12}{benchmark.Description}");
    }

    return 1;
}

var table = await chosen.RunAsync(args[1..]);
Console.WriteLine();
Console.WriteLine(table);
return 0;
