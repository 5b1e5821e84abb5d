using MigrationAnalyzers.LockLab.Facts;
using MigrationAnalyzers.PostgresServers.Tracing;

namespace MigrationAnalyzers.LockLab.Measuring;

/// <summary>What one version did for a case.</summary>
internal sealed record Measured(string Locks, string[] Rewritten, string[] Messages, string? Error)
{
    public static Measured Failure(string error) => new("", [], [], error);

    public static Measured Create(
        IEnumerable<(uint Oid, TableLockMode Mode)> locks, RelationMap relations, IEnumerable<string> rewritten, IEnumerable<string> messages) =>
        new(
            string.Join(
                ' ',
                locks.Select(held => relations.Describe(held.Oid, held.Mode)).OfType<RelationLock>()
                    .Select(static held => held with { Relation = WithoutSchema(held.Relation) })
                    .GroupBy(static held => held.Relation, StringComparer.Ordinal)
                    .Select(static group => group.MaxBy(static held => held.Mode)!)
                    .Where(static held => !held.IsIndex || held.Mode == TableLockMode.AccessExclusive)
                    .Select(static held => held.ToString())
                    .Order(StringComparer.Ordinal)),
            [.. rewritten.Select(static name => name.StartsWith("idx:", StringComparison.Ordinal) ? "idx:" + WithoutSchema(name[4..]) : WithoutSchema(name)).Order(StringComparer.Ordinal)],
            [.. messages],
            null);

    /// <summary>Groups the versions that did the same, by their oldest.</summary>
    public static LockResult[] Group(IEnumerable<(int Version, Measured Measured)> results) =>
    [
        .. results.GroupBy(static r => r.Measured.Key)
            .Select(static group => (Versions: group.Select(static r => r.Version).Order().ToArray(), group.First().Measured))
            .OrderBy(static group => group.Versions[0])
            .Select(static group => new LockResult(group.Versions, group.Measured.Locks, group.Measured.Rewritten, group.Measured.Messages, group.Measured.Error)),
    ];

    private string Key => string.Join('\n', [Locks, string.Join(' ', Rewritten), string.Join(' ', Messages), Error ?? ""]);

    private static string WithoutSchema(string name) => name[(name.LastIndexOf('.') + 1)..];
}
