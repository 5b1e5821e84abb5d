using System.Text.Json;

namespace MigrationAnalyzers.Engine.Tests.LockFacts;

/// <summary>What live PostgreSQL servers did for some statements. See Data/README.md for the format.</summary>
internal sealed record LockFact(string Name, string[] Ddl, LockFactResult[] Results)
{
    /// <summary>Run before, as the schema of earlier migrations.</summary>
    public string[] Setup { get; init; } = [];

    /// <summary>Run before, in the same session.</summary>
    public string[] Before { get; init; } = [];

    public bool Partitioned { get; init; }

    public bool NoBase { get; init; }

    public bool OutsideTransaction { get; init; }

    public static LockFact[] LoadAll()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "lock-facts.json"));
        return JsonSerializer.Deserialize<LockFact[]>(file, new JsonSerializerOptions(JsonSerializerDefaults.Web))!;
    }
}

/// <summary>What servers of these versions did alike.</summary>
internal sealed record LockFactResult(int[] Versions, string Locks, string[] Rewritten, string[] Messages, string? Error);
