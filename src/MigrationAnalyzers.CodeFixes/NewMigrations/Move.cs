using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.Writing;

namespace MigrationAnalyzers.CodeFixes.NewMigrations;

/// <summary>A statement of Up takes effect in a later migration.</summary>
/// <param name="Statement">Of Up.</param>
/// <param name="To">1 for the first of the new migrations, 2 for the second, and so on.</param>
internal sealed record Move(BodyStatement Statement, int To)
{
    /// <summary>What is called in its place, or after it.</summary>
    public ImmutableArray<WrittenCall> Stays { get; init; } = [];

    /// <summary>What is called in its place has its effect already, and the new migration only takes away what is left of the old form.</summary>
    public bool TakesEffectHere { get; init; }

    /// <summary>The statement stays, and what is called comes right after it; in Down right before what undoes it.</summary>
    public bool KeepsStatement { get; init; }

    /// <summary>What is called right before other statements of Up, which stay: where it is called in place of this one, it would come too late.</summary>
    public ImmutableArray<(BodyStatement Statement, ImmutableArray<WrittenCall> Calls)> Ahead { get; init; } = [];

    /// <summary>What the new migration calls right before the statement, or before what it calls instead.</summary>
    public ImmutableArray<WrittenCall> GoesAhead { get; init; } = [];

    /// <summary>What else of Down undoes it: the rows that get their values back.</summary>
    public ImmutableArray<BodyStatement> DownAlso { get; init; } = [];

    /// <summary>Statements of Down that undo a part of it, which is done by <see cref="DownStays"/> and not before.</summary>
    public ImmutableArray<BodyStatement> DownLater { get; init; } = [];

    /// <summary>What the new migration's Down calls when all else is undone.</summary>
    public ImmutableArray<WrittenCall> DownEnds { get; init; } = [];

    /// <summary>What the new migration calls; null: the statement as it is written.</summary>
    public ImmutableArray<WrittenCall>? Goes { get; init; }

    /// <summary>What Down calls in the place of the statement that undoes it.</summary>
    public ImmutableArray<WrittenCall> DownStays { get; init; } = [];

    /// <summary>What the new migration's Down calls; null: the statement as it is written.</summary>
    public ImmutableArray<WrittenCall>? DownGoes { get; init; }
}
