using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads commands of upkeep and others that have to do with the whole server.</summary>
internal static class ServerCommandReader
{
    public static void Read(VacuumStmt vacuum, StatementScope scope)
    {
        var relations = ImmutableArray.CreateBuilder<RelationName>(vacuum.Rels.Count);
        var only = ImmutableArray<RelationName>.Empty;
        var columns = ImmutableArray<string>.Empty;
        foreach (var node in vacuum.Rels)
        {
            if (node is VacuumRelation { Relation: { } relation } item)
            {
                relations.Add(Names.Of(relation));
                only = relation.Inh ? only : only.Add(Names.Of(relation));
                columns = columns.AddRange(Names.Texts(item.VaCols));
            }
        }

        var kind = !vacuum.IsVacuumcmd ? ServerCommandKind.Analyze
            : Options.IsOn(vacuum.Options, "full") ? ServerCommandKind.VacuumFull
            : ServerCommandKind.Vacuum;
        scope.Add(new ServerCommand(kind, relations.ToImmutable()) { Origin = scope.Leading, Only = only, Columns = columns });
    }

    public static void Read(ClusterStmt cluster, StatementScope scope) =>
        scope.Add(new ServerCommand(ServerCommandKind.Cluster, cluster.Relation is { } relation ? [Names.Of(relation)] : [])
        {
            Origin = scope.Leading,
            Index = cluster.Indexname,
        });

    public static void Read(AlterDatabaseStmt alter, StatementScope scope)
    {
        if (Options.Find(alter.Options, "tablespace") is not null)
        {
            Add(scope, ServerCommandKind.AlterDatabaseSetTablespace);
        }
        else
        {
            OtherStatements.Add(scope);
        }
    }

    public static void Read(CreateSubscriptionStmt create, StatementScope scope) =>
        scope.Add(new ServerCommand(ServerCommandKind.CreateSubscription, [])
        {
            Origin = scope.Leading,
            Subscription = create.Subname,
            HasNoSlot = string.Equals(Options.ValueOf(Options.Find(create.Options, "slot_name")), "none", StringComparison.OrdinalIgnoreCase),
            IsDisabled = IsOff(create.Options, "connect") || IsOff(create.Options, "enabled"),
            CreatesReplicationSlot = !IsOff(create.Options, "connect") && !IsOff(create.Options, "create_slot"),
        });

    public static void Read(AlterSubscriptionStmt alter, StatementScope scope)
    {
        // SET, ADD and DROP PUBLICATION refresh too, unless they are told not to.
        var refreshes = alter.AlterSubscriptionType switch
        {
            AlterSubscriptionType.ALTER_SUBSCRIPTION_REFRESH => true,
            AlterSubscriptionType.ALTER_SUBSCRIPTION_SET_PUBLICATION or AlterSubscriptionType.ALTER_SUBSCRIPTION_ADD_PUBLICATION
                or AlterSubscriptionType.ALTER_SUBSCRIPTION_DROP_PUBLICATION => !IsOff(alter.Options, "refresh"),
            _ => false,
        };
        if (refreshes)
        {
            scope.Add(new ServerCommand(ServerCommandKind.AlterSubscriptionRefresh, []) { Origin = scope.Leading, Subscription = alter.Subname });
        }
        else if (alter is { AlterSubscriptionType: AlterSubscriptionType.ALTER_SUBSCRIPTION_ENABLED or AlterSubscriptionType.ALTER_SUBSCRIPTION_OPTIONS, Subname: { } name })
        {
            OtherStatements.Add(scope, ObjectType.Unknown, [], s => s with
            {
                Objects = [new RelationName(null, name)],
                Subcommands = [alter.AlterSubscriptionType == AlterSubscriptionType.ALTER_SUBSCRIPTION_OPTIONS ? "SET" : Options.IsOn(alter.Options, "enabled") ? "ENABLE" : "DISABLE"],
            });
        }
        else
        {
            OtherStatements.Add(scope);
        }
    }

    public static void Read(DiscardStmt discard, StatementScope scope)
    {
        if (discard.Target == DiscardMode.DISCARD_ALL)
        {
            Add(scope, ServerCommandKind.DiscardAll);
        }
        else
        {
            OtherStatements.Add(scope);
        }
    }

    public static void Add(StatementScope scope, ServerCommandKind kind, ImmutableArray<RelationName> relations = default) =>
        scope.Add(new ServerCommand(kind, relations.IsDefault ? [] : relations) { Origin = scope.Leading });

    private static bool IsOff(PgNodeList options, string name) =>
        Options.Find(options, name) is not null && !Options.IsOn(options, name);
}
