using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Model;

/// <summary>A comment in SQL that says that what rules find there is meant: <c>-- migration-analyzers: allow DBM1001 the table is empty</c>.</summary>
/// <param name="Ids">The rules that it names.</param>
/// <param name="Reason">What follows the rules; empty where nothing does.</param>
/// <param name="Origin">The comment itself.</param>
public sealed record SqlSuppression(ImmutableArray<string> Ids, string Reason, Origin Origin)
{
    /// <summary>It holds for the whole text.</summary>
    public bool IsForAll { get; init; }

    /// <summary>The line that it stands at the end of, behind something else; empty where it does not.</summary>
    public (int Start, int End) Line { get; init; }

    /// <summary>The statement right after the comment; (-1, -1) where something else, or an empty line, stands between.</summary>
    public (int Start, int End) Next { get; init; } = (-1, -1);

    public bool Allows(string id) => Reason.Length > 0 && Ids.Contains(id, StringComparer.OrdinalIgnoreCase);

    /// <summary>It stands in the statement, behind it, or before it.</summary>
    public bool Covers(Origin finding)
    {
        var (start, length) = finding.SqlStatement;
        var (end, comment) = (start + length, Origin.SqlSpan.Start);
        return IsForAll
            || (start >= 0
                && ((comment >= start && comment < end)
                    || (end > Line.Start && end <= Line.End)
                    || (start >= Next.Start && end <= Next.End)));
    }
}
