namespace MigrationAnalyzers.LockLab.Facts;

/// <summary>What servers of these versions did alike.</summary>
/// <param name="Versions">The major versions.</param>
/// <param name="Locks">Granted at the end, by name: <c>t:AE t_a[i]:AE s[seq]:SRE</c>; of indexes only ACCESS EXCLUSIVE.</param>
/// <param name="Rewritten">Relations with another file than before; indexes as <c>idx:name</c>.</param>
/// <param name="Messages">What the server said at debug1, in short: REWRITE[t], SCAN[t], FKSCAN[fk], PROVED[t.a], IMPLIED[p], build[i].</param>
/// <param name="Error">The message of the error it ended with; then nothing else is known.</param>
internal sealed record LockResult(int[] Versions, string Locks, string[] Rewritten, string[] Messages, string? Error);
