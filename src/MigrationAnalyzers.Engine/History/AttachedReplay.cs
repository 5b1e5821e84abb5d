using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>Triggers, rules and policies, and the other things that are said of a table by PostgreSQL's name of the command.</summary>
internal static class AttachedReplay
{
    public static SchemaCatalog Apply(SchemaCatalog catalog, OtherTableChange change) => change.Command switch
    {
        "CreateTrigStmt" or "RuleStmt" or "CreatePolicyStmt" => Change(catalog, change, o => With(o, KindOf(change), change)),
        "AlterPolicyStmt" => Change(catalog, change, o => Altered(o, change)),
        "DropStmt" => Change(catalog, change, o => o.RemoveAll(i => Is(i, change))),
        "RenameStmt" when change.NewName is { } name => Change(catalog, change, o => ImmutableArray.CreateRange(o, i => Is(i, change) ? i with { Name = name } : i)),
        "AT_ClusterOn" => CatalogReplay.ChangeOne(catalog, change.Table, t => t with { ClusteredOn = change.Name }),
        "AT_DropCluster" => CatalogReplay.ChangeOne(catalog, change.Table, static t => t with { ClusteredOn = null }),
        _ => catalog,
    };

    /// <summary>The one that the operation names; null where it is not known.</summary>
    public static AttachedObject? Find(SchemaCatalog catalog, OtherTableChange change)
    {
        foreach (var attached in catalog.Views.TryGetValue(change.Table, out var view) ? view.Attached : catalog.Find(change.Table)?.Attached ?? [])
        {
            if (Is(attached, change))
            {
                return attached;
            }
        }

        return null;
    }

    private static SchemaCatalog Change(SchemaCatalog catalog, OtherTableChange change, Func<ImmutableArray<AttachedObject>, ImmutableArray<AttachedObject>> with)
    {
        if (catalog.Views.TryGetValue(change.Table, out var view))
        {
            return catalog with { Views = catalog.Views.SetItem(view.Name, view with { Attached = with(view.Attached) }) };
        }

        var isOfPartitions = change.IsForEachRow || Find(catalog, change) is { Definition.IsForEachRow: true };
        catalog = CatalogReplay.ChangeOne(catalog, change.Table, t => t with { Attached = with(t.Attached) });
        foreach (var partition in isOfPartitions ? catalog.Descendants(change.Table) : [])
        {
            if (catalog.Find(partition) is { PartitionOf: not null } table)
            {
                catalog = catalog.Put(table with { Attached = with(table.Attached) });
            }
        }

        return catalog;
    }

    private static ImmutableArray<AttachedObject> With(ImmutableArray<AttachedObject> objects, AttachedKind kind, OtherTableChange change) =>
        objects.RemoveAll(o => o.Kind == kind && string.Equals(o.Name, change.Name, StringComparison.Ordinal)).Add(new AttachedObject(kind, change.Name ?? "", change));

    // ALTER POLICY keeps what it does not say: what it says may replace USING or WITH CHECK, of which the other stays.
    private static ImmutableArray<AttachedObject> Altered(ImmutableArray<AttachedObject> objects, OtherTableChange change) =>
        ImmutableArray.CreateRange(objects, o => Is(o, change)
            ? o with
            {
                Definition = o.Definition with
                {
                    Reads = ImmutableArray.CreateRange(o.Definition.Reads.Union(change.Reads)),
                    Columns = ImmutableArray.CreateRange(o.Definition.Columns.Union(change.Columns)),
                },
            }
            : o);

    private static bool Is(AttachedObject attached, OtherTableChange change) =>
        attached.Kind == KindOf(change) && string.Equals(attached.Name, change.Name, StringComparison.Ordinal);

    private static AttachedKind KindOf(OtherTableChange change) => change switch
    {
        { Command: "RuleStmt" } or { ObjectType: "OBJECT_RULE" } => AttachedKind.Rule,
        { Command: "CreatePolicyStmt" or "AlterPolicyStmt" } or { ObjectType: "OBJECT_POLICY" } => AttachedKind.Policy,
        _ => AttachedKind.Trigger,
    };
}
