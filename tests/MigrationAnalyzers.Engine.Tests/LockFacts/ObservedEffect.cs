using System.Collections.Immutable;

namespace MigrationAnalyzers.Engine.Tests.LockFacts;

/// <summary>What is compared between a server and a prediction: tables only, by name.</summary>
internal sealed record ObservedEffect
{
    /// <summary>Table to the abbreviation of the strongest lock on it.</summary>
    public required ImmutableSortedDictionary<string, string> Locks { get; init; }

    public required ImmutableSortedSet<string> Rewritten { get; init; }

    public required ImmutableSortedSet<string> Scanned { get; init; }

    /// <summary>Tables of which an index was built, other than by a rewrite.</summary>
    public required ImmutableSortedSet<string> IndexesBuilt { get; init; }

    public required bool ForeignKeyScan { get; init; }

    /// <summary>A CHECK constraint saved a scan for NOT NULL.</summary>
    public required bool Proved { get; init; }

    public required bool Fails { get; init; }

    public bool Equals(ObservedEffect? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Fails
        ? "error"
        : string.Join(
            " ",
            Locks.Select(static l => l.Key + ":" + l.Value)
                .Concat(Rewritten.Select(static t => "rewrite[" + t + "]"))
                .Concat(Scanned.Select(static t => "scan[" + t + "]"))
                .Concat(IndexesBuilt.Select(static t => "build[" + t + "]"))
                .Concat(ForeignKeyScan ? ["fkscan"] : [])
                .Concat(Proved ? ["proved"] : []));

    /// <summary>All that is said here is also said there: no stronger lock, no work that is not done.</summary>
    public bool IsAtMost(ObservedEffect other) =>
        other.Fails
        || (!Fails
            && Locks.All(l => other.Locks.TryGetValue(l.Key, out var mode) && Rank(mode) >= Rank(l.Value))
            && Rewritten.IsSubsetOf(other.Rewritten)
            && Scanned.IsSubsetOf(other.Scanned)
            && IndexesBuilt.IsSubsetOf(other.IndexesBuilt.Union(other.Rewritten))
            && (!ForeignKeyScan || other.ForeignKeyScan));

    private static int Rank(string mode) => Array.IndexOf(["", "AS", "RS", "RE", "SUE", "S", "SRE", "E", "AE"], mode);
}
