using System.Collections.Immutable;
using System.Text.Json;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>How far the batched writes of a step have come, as the journal keeps it.</summary>
/// <param name="Write">Which of the step's batched writes, from 0 on.</param>
/// <param name="Key">The key of the last row that it has dealt with, as texts; null: it has not begun.</param>
/// <param name="IsAtEnd">It has dealt with all rows.</param>
/// <param name="End">The greatest key when it began, as texts: rows that come later are none of this write's, and an endless stream of them does not keep it running. Null: it has not begun.</param>
internal sealed record BatchCursor(int Write, ImmutableArray<string>? Key, bool IsAtEnd, ImmutableArray<string>? End = null)
{
    public static BatchCursor Read(string? text) => text is null ? new BatchCursor(0, null, false) : JsonSerializer.Deserialize<BatchCursor>(text)!;

    public override string ToString() => JsonSerializer.Serialize(this);
}
