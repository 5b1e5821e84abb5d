using System.Collections.Immutable;

namespace MigrationAnalyzers.LockLab.Verifying;

/// <summary>What is compared between a server and a prediction.</summary>
internal sealed record ObservedEffect
{
    public static readonly ObservedEffect Failure = new() { Fails = true };

    /// <summary>Table (view, materialized view, foreign table, composite type) to the abbreviation of the strongest lock on it.</summary>
    public ImmutableSortedDictionary<string, string> Locks { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedSet<string> Rewritten { get; init; } = [];

    public ImmutableSortedSet<string> Scanned { get; init; } = [];

    /// <summary>Tables of which an index was built, other than by a rewrite of the table.</summary>
    public ImmutableSortedSet<string> IndexesBuilt { get; init; } = [];

    public bool ForeignKeyScan { get; init; }

    /// <summary>The statements end with an error: nothing else is left to look at.</summary>
    public bool Fails { get; init; }

    public bool Equals(ObservedEffect? other) => other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Fails
        ? "error"
        : string.Join(
            " ",
            Locks.Select(static l => l.Key + ":" + l.Value)
                .Concat(Rewritten.Select(static t => "rewrite[" + t + "]"))
                .Concat(Scanned.Select(static t => "scan[" + t + "]"))
                .Concat(IndexesBuilt.Select(static t => "build[" + t + "]"))
                .Concat(ForeignKeyScan ? ["fkscan"] : []));

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
