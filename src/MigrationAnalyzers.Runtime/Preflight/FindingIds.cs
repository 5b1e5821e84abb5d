using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Rules;

namespace MigrationAnalyzers.Runtime.Preflight;

/// <summary>What a preflight can find.</summary>
internal static class FindingIds
{
    public const string ServerVersion = "server-version";
    public const string LongTransaction = "long-transaction";
    public const string PreparedTransaction = "prepared-transaction";
    public const string NotOwner = "not-owner";
    public const string WraparoundVacuum = "wraparound-vacuum";
    public const string InvalidIndex = "invalid-index";
    public const string ReplicaLagHidden = "replica-lag-hidden";

    /// <summary>Those about the server.</summary>
    public static readonly ImmutableArray<string> OfServer = [ServerVersion, NotOwner, LongTransaction, PreparedTransaction, WraparoundVacuum, ReplicaLagHidden, InvalidIndex];

    public static bool Exists(string? id) =>
        (id is not null && OfServer.Contains(id, StringComparer.OrdinalIgnoreCase)) || MigrationRules.All.Any(r => string.Equals(r.Info.Id, id, StringComparison.OrdinalIgnoreCase));
}
