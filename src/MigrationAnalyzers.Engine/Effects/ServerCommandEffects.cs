using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>VACUUM, CLUSTER and the commands that refuse to run in a transaction block.</summary>
internal static class ServerCommandEffects
{
    public static void Run(ServerCommand command, EffectScope scope, EffectBuilder effect)
    {
        effect.CannotRunInTransaction = CannotRunInTransaction(command, scope);
        if (command is { Kind: ServerCommandKind.AlterSubscriptionRefresh, Subscription: { } name })
        {
            effect.Error ??= SubscriptionErrors.OfRefresh(name, scope);
        }

        var (mode, work) = command.Kind switch
        {
            ServerCommandKind.Vacuum or ServerCommandKind.Analyze => (LockMode.ShareUpdateExclusive, TableWork.Scan),
            ServerCommandKind.VacuumFull or ServerCommandKind.Cluster => (LockMode.AccessExclusive, TableWork.Rewrite),
            _ => (LockMode.None, TableWork.None),
        };
        if (mode == LockMode.None)
        {
            return;
        }

        effect.Error ??= ServerCommandErrors.Of(command, scope);
        if (command.Kind == ServerCommandKind.Analyze)
        {
            Analyze(command, scope, effect);
            return;
        }

        foreach (var relation in command.Relations)
        {
            scope.LockTree(effect, relation, mode, work);
            if (command.Kind == ServerCommandKind.Cluster && scope.IsPartitioned(relation) && scope.Major < 15)
            {
                effect.Error = $"cannot cluster a partitioned table; PostgreSQL 15 can";
            }
        }

        if (command.Relations.IsEmpty && mode == LockMode.AccessExclusive)
        {
            effect.DependsOn("which tables are there is not known: each of them is locked while it is rewritten");
        }
    }

    private static void Analyze(ServerCommand command, EffectScope scope, EffectBuilder effect)
    {
        var relations = command.Relations;
        if (relations.IsEmpty)
        {
            if (!scope.Catalog.IsWhole)
            {
                return;
            }

            relations = ImmutableArray.CreateRange(scope.Catalog.Tables.Keys);
        }

        foreach (var relation in relations)
        {
            if (scope.Catalog.Views.TryGetValue(relation, out var view) && !view.IsMaterialized)
            {
                // A warning, and nothing else.
                continue;
            }

            effect.Lock(relation, LockMode.ShareUpdateExclusive, TableWork.Scan);
            foreach (var descendant in scope.Catalog.Descendants(relation))
            {
                // The rows of all are sampled for the statistics of the parent; partitions, and since PostgreSQL 18 children, are analyzed themselves, too.
                var isAnalyzed = !command.Only.Contains(relation) && (scope.Major >= 18 || scope.Find(descendant) is { PartitionOf: not null });
                effect.Lock(descendant, isAnalyzed ? LockMode.ShareUpdateExclusive : LockMode.AccessShare, isAnalyzed ? TableWork.Scan : TableWork.None);
            }
        }
    }

    private static bool CannotRunInTransaction(ServerCommand command, EffectScope scope) => command.Kind switch
    {
        ServerCommandKind.Vacuum or ServerCommandKind.VacuumFull => true,
        ServerCommandKind.Cluster => command.Relations.IsEmpty || (scope.Major >= 15 && command.Relations.Any(scope.IsPartitioned)),
        ServerCommandKind.CreateDatabase or ServerCommandKind.DropDatabase or ServerCommandKind.AlterDatabaseSetTablespace => true,
        ServerCommandKind.CreateTablespace or ServerCommandKind.DropTablespace or ServerCommandKind.AlterSystem or ServerCommandKind.DiscardAll => true,
        ServerCommandKind.CreateSubscription => command.CreatesReplicationSlot,

        // https://www.postgresql.org/docs/14/sql-altersubscription.html: since PostgreSQL 14.
        ServerCommandKind.AlterSubscriptionRefresh => scope.Major >= 14,

        // As long as it has its replication slot, which it has unless that was taken from it before.
        ServerCommandKind.DropSubscription => true,
        ServerCommandKind.Analyze or ServerCommandKind.Checkpoint => false,
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.Kind, null),
    };
}
