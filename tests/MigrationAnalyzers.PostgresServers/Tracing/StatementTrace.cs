namespace MigrationAnalyzers.PostgresServers.Tracing;

/// <summary>What the server really did for a statement (or, after <see cref="Combine"/>, for several in turn).</summary>
public sealed record StatementTrace
{
    /// <summary>The text that was run.</summary>
    public required string Sql { get; init; }

    /// <summary>
    /// The strongest lock on each relation that the session held when the statement had ended: in a transaction those of the earlier
    /// statements too. Outside a transaction, those seen while it ran. Catalogs are left out, and so are weak locks on indexes.
    /// </summary>
    public IReadOnlyList<RelationLock> Locks { get; init; } = [];

    /// <summary>Relations that existed before and have a new file now; indexes as <c>idx:name</c>.</summary>
    public IReadOnlyList<string> Rewritten { get; init; } = [];

    /// <summary>Tables whose rows were read for a proof, and foreign keys that were validated.</summary>
    public IReadOnlyList<string> Scanned { get; init; } = [];

    /// <summary>
    /// What the server said, in short: <c>REWRITE[t]</c>, <c>SCAN[t]</c> table verified under the lock, <c>FKSCAN[fk]</c> foreign key
    /// validated, <c>PROVED[t.a]</c> scan skipped thanks to a CHECK, <c>IMPLIED[p]</c> and <c>IMPLIED-DEF[p]</c> partition scan skipped,
    /// <c>build[i]</c> index built; notices and warnings in their own words.
    /// </summary>
    public IReadOnlyList<string> Messages { get; init; } = [];

    /// <summary>The error the statement ended with. The locks of a failed transaction are gone before anyone can look.</summary>
    public StatementError? Error { get; init; }

    /// <summary>The locks as one line, ordered by name: <c>t:AE t_a[i]:AE</c>.</summary>
    public string LockSummary => string.Join(' ', Locks);

    /// <summary>The strongest lock on that relation; null when there was none.</summary>
    public TableLockMode? LockOn(string relation) => Locks.FirstOrDefault(held => held.Relation == relation)?.Mode;

    /// <summary>One trace of statements that ran one after the other.</summary>
    public static StatementTrace Combine(IEnumerable<StatementTrace> traces)
    {
        var all = traces.ToList();
        return new StatementTrace
        {
            Sql = string.Join(";\n", all.Select(trace => trace.Sql)),
            Locks = Strongest(all.SelectMany(trace => trace.Locks)),
            Rewritten = [.. all.SelectMany(trace => trace.Rewritten).Distinct().Order(StringComparer.Ordinal)],
            Scanned = [.. all.SelectMany(trace => trace.Scanned).Distinct().Order(StringComparer.Ordinal)],
            Messages = [.. all.SelectMany(trace => trace.Messages)],
            Error = all.Find(trace => trace.Error is not null)?.Error,
        };
    }

    internal static IReadOnlyList<RelationLock> Strongest(IEnumerable<RelationLock> locks) =>
    [
        .. locks
            .GroupBy(held => held.Relation)
            .Select(group => group.MaxBy(held => held.Mode)!)
            .Where(held => !held.IsIndex || held.Mode == TableLockMode.AccessExclusive)
            .OrderBy(held => held.Relation, StringComparer.Ordinal),
    ];
}
