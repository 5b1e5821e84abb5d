using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime.Planning;

internal enum PlanDirection
{
    Up,
    Down,
}

/// <summary>A migration that is to be applied or rolled back.</summary>
/// <param name="Id">EF's id: <c>20240131120000_AddIndex</c>.</param>
/// <param name="Direction">Whether Up or Down is to run.</param>
/// <param name="Steps">In their order. Empty: only the history changes.</param>
internal sealed record PlannedMigration(string Id, PlanDirection Direction, ImmutableArray<PlannedStep> Steps)
{
    /// <summary>The texts of its <c>SqlOperation</c>s, which are commands as they stand: what their author wrote, not EF Core.</summary>
    public ImmutableHashSet<string> RawSql { get; init; } = [];

    /// <summary>The command is one of <see cref="RawSql"/>.</summary>
    public bool IsRaw(string command) => RawSql.Contains(command.Trim());

    /// <summary>For <see cref="RawSql"/>: EF Core ends each text with a line break.</summary>
    public static ImmutableHashSet<string> Texts(IEnumerable<string> sql) => [.. sql.Select(static s => s.Trim())];
}
