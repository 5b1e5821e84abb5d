namespace MigrationAnalyzers.Runtime;

/// <summary>A session that others wait for, as pg_stat_activity shows it. What the user may not see is null.</summary>
/// <param name="ProcessId">Its process id, for pg_terminate_backend().</param>
/// <param name="User">Its user.</param>
/// <param name="Application">Its application_name.</param>
/// <param name="BackendType">PostgreSQL's backend_type: "client backend", "autovacuum worker".</param>
/// <param name="State">PostgreSQL's state: "active", "idle in transaction".</param>
/// <param name="TransactionAge">How long its transaction has been open.</param>
/// <param name="Query">Its present or last query.</param>
public sealed record BlockingSession(int ProcessId, string? User, string? Application, string? BackendType, string? State, TimeSpan? TransactionAge, string? Query)
{
    /// <summary>It is an autovacuum worker: it gives way to who waits for longer than deadlock_timeout, unless it prevents transaction id wraparound.</summary>
    /// <remarks>Who may not see the statistics of others sees of all client sessions at least their user, which a worker has not.</remarks>
    public bool IsAutovacuum => BackendType == "autovacuum worker" || (BackendType is null && User is null);

    /// <summary>The session in words.</summary>
    public override string ToString()
    {
        var age = TransactionAge is { } known ? FormattableString.Invariant($", transaction open for {known.TotalSeconds:F1} s") : "";
        var query = Query is null ? "" : $": {(Query.Length > 120 ? Query[..120] + "..." : Query)}";
        return FormattableString.Invariant($"process {ProcessId} ({User ?? "unknown user"}, {(string.IsNullOrEmpty(Application) ? BackendType ?? "unknown application" : Application)}, {State ?? "unknown state"}{age}){query}");
    }
}
