namespace MigrationAnalyzers.Runtime;

/// <summary>What was found before anything was done.</summary>
/// <param name="Migrations">The ids of the migrations that were looked at, in the order in which they would run.</param>
/// <param name="Findings">First those of the server, then those of the migrations in their order.</param>
public sealed record PreflightReport(IReadOnlyList<string> Migrations, IReadOnlyList<PreflightFinding> Findings)
{
    /// <summary>Some finding keeps the migrations from being applied.</summary>
    public bool IsBlocked => Findings.Any(static f => f.Blocks);
}
