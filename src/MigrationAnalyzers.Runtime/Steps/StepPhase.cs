using System.Collections.Immutable;

namespace MigrationAnalyzers.Runtime.Steps;

internal enum PhaseKind
{
    /// <summary>One short transaction that needs a strong lock: it waits for it no longer than lock_timeout, and is tried again.</summary>
    ShortLock,

    /// <summary>One statement outside of a transaction that may take long and lets others read and write: nobody queues behind it, so it may wait.</summary>
    Online,

    /// <summary>Rows written a batch at a time, each batch in a short transaction.</summary>
    Batches,
}

/// <summary>One part of a <see cref="SafeStep"/>: what is sent to the server, and how.</summary>
/// <param name="Kind">How it is executed.</param>
/// <param name="Sql">The statements; of <see cref="PhaseKind.ShortLock"/> in one transaction.</param>
internal sealed record StepPhase(PhaseKind Kind, ImmutableArray<string> Sql)
{
    /// <summary>A query whose only value is true when the phase need not run, because it ran before. Null: it always runs.</summary>
    public string? IsDone { get; init; }

    /// <summary>
    /// A query whose only value is true when the phase must not run; <see cref="RefusalMessage"/> says why and what to do. It is asked before
    /// <see cref="IsDone"/>. Null: it may always run.
    /// </summary>
    public string? IsRefused { get; init; }

    public string? RefusalMessage { get; init; }

    /// <summary>Of <see cref="PhaseKind.Batches"/>: which rows, and what is done to them.</summary>
    public BatchedWrite? Batches { get; init; }

    /// <summary>PostgreSQL refuses the statement in a transaction block and in a function (CREATE INDEX CONCURRENTLY): it is a command of its own.</summary>
    public bool RunsAlone { get; init; }

    /// <summary>What it does in a line, for people, where <see cref="Sql"/> is a block that is hard to read. Null: the SQL says it.</summary>
    public string? Summary { get; init; }

    /// <summary>
    /// What the phase leaves in the catalog, as statements, where <see cref="Sql"/> is a block that nobody can read without a database: for the analysis of what comes after it. Null: the SQL
    /// says it. Empty: nothing, as a check does.
    /// </summary>
    public ImmutableArray<string>? Effect { get; init; }

    /// <summary>Statements that take away what a failed phase leaves behind: run as a short lock of their own after an error that is not tried again.</summary>
    public ImmutableArray<string> CleanUp { get; init; } = [];

    /// <summary>What to do about an error of the server, by its SQLSTATE; added to the server's message.</summary>
    public ImmutableDictionary<string, string> Advice { get; init; } = ImmutableDictionary<string, string>.Empty;

    public static StepPhase ShortLock(params string[] sql) => new(PhaseKind.ShortLock, [.. sql]);

    public static StepPhase Online(string sql) => new(PhaseKind.Online, [sql]);

    /// <summary>An <see cref="PhaseKind.Online"/> statement that no block can hold.</summary>
    public static StepPhase OnlineAlone(string sql) => new(PhaseKind.Online, [sql]) { RunsAlone = true };

    public static StepPhase InBatches(BatchedWrite write) => new(PhaseKind.Batches, [write.DisplaySql]) { Batches = write };
}
