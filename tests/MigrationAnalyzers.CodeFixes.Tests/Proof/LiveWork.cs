using MigrationAnalyzers.PostgresServers.Tracing;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>Work that takes as long as a table is large, done while writers had to wait.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Lock">The strongest lock that was held.</param>
/// <param name="On">What it was done to, or the command.</param>
internal sealed record LiveWork(string Kind, TableLockMode Lock, string On)
{
    private static readonly (string Message, string Kind)[] s_kinds =
        [("build[", "index build"), ("FKSCAN[", "scan"), ("SCAN[", "scan"), ("REWRITE[", "rewrite")];

    /// <summary>Empty copies, by which AttachPartitionSafely finds out what a bound says, and ExpandColumnType what becomes of indexes and constraints.</summary>
    private static readonly string[] s_emptyCopies = ["safe_attach_partition", "migration_model"];

    /// <param name="trace">A command.</param>
    /// <param name="tables">The tables of the start: for those that the migration makes nobody waits, and they are empty.</param>
    /// <param name="owners">The tables of indexes and constraints, by name.</param>
    public static IEnumerable<LiveWork> Under(StatementTrace trace, HashSet<string> tables, ILookup<string, string> owners)
    {
        var blocking = trace.Locks.Where(l => tables.Contains(l.Relation) && l.Mode >= (l.Kind == 'm' ? TableLockMode.AccessExclusive : TableLockMode.Share)).ToList();
        if (blocking.Count == 0)
        {
            return [];
        }

        var mode = blocking.Max(static l => l.Mode);
        return trace.Messages
            .SelectMany(m => s_kinds.Where(k => m.StartsWith(k.Message, StringComparison.Ordinal)).Select(k => (k.Kind, Name: m[k.Message.Length..^1])))
            .Concat(trace.Rewritten.Select(static r => r.StartsWith("idx:", StringComparison.Ordinal) ? ("index build", r[4..]) : ("rewrite", r)))
            .Distinct()
            .Where(w => !s_emptyCopies.Contains(w.Item2) && (tables.Contains(w.Item2) || !owners.Contains(w.Item2) || owners[w.Item2].Any(tables.Contains)))
            .Select(w => new LiveWork(w.Item1, mode, w.Item2));
    }
}
