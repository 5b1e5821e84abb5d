using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests.Steps;

/// <summary>A safe form, the ordinary operation that has the same effect, and a database for both.</summary>
/// <param name="Name">What the test is called.</param>
/// <param name="Setup">Statements before.</param>
/// <param name="Safe">The safe form.</param>
/// <param name="Unsafe">What it stands for.</param>
public sealed record SafeFormCase(string Name, string[] Setup, Action<MigrationBuilder> Safe, Action<MigrationBuilder> Unsafe)
{
    /// <summary>The first server version that has what the case needs.</summary>
    public int From { get; init; } = 12;

    /// <summary>A line of the catalog that is there after DETACH PARTITION CONCURRENTLY only.</summary>
    public string? MayDiffer { get; init; }

    /// <summary>The server versions on which plain SQL does it.</summary>
    public Func<int, bool> IsPlain { get; init; } = static _ => true;
}
