using System.Text.Json.Serialization;

namespace MigrationAnalyzers.LockLab.Facts;

/// <summary>Statements to run on servers, and what servers did. Data/README.md describes the format.</summary>
/// <param name="Name">Unique in its file.</param>
/// <param name="Ddl">What is measured, in one transaction unless <see cref="OutsideTransaction"/>.</param>
internal sealed record LockCase(string Name, string[] Ddl)
{
    /// <summary>Run before, as the work of earlier migrations.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string[]? Setup { get; init; }

    /// <summary>Run right before, in the session that is measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string[]? Before { get; init; }

    /// <summary>An extension that is created first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Extension { get; init; }

    /// <summary>With the partition fixture.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Partitioned { get; init; }

    /// <summary>Without the base fixture.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NoBase { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OutsideTransaction { get; init; }

    /// <summary>What another session holds while a statement outside a transaction runs; null for <see cref="Fixture.DefaultBlocker"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Blocker { get; init; }

    /// <summary>One for each group of versions that behaved alike; empty before it is measured.</summary>
    [JsonPropertyOrder(1)]
    public LockResult[] Results { get; init; } = [];
}
