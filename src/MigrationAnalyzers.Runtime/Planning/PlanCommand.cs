namespace MigrationAnalyzers.Runtime;

/// <summary>A statement that a step sends.</summary>
/// <param name="Sql">Its text. Of a batched write: one batch, in which <c>:last</c> and <c>:end of batch</c> stand for keys.</param>
/// <param name="Kind">How it is sent.</param>
/// <param name="Transaction">Commands of a step with the same number share a transaction; null: it has none, or one for each batch.</param>
public sealed record PlanCommand(string Sql, PlanCommandKind Kind, int? Transaction)
{
    /// <summary>The catalog shows that it is done: it is skipped. Only asked while nothing before it is left to do.</summary>
    public bool IsDone { get; init; }
}
