using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Why PostgreSQL refuses VACUUM, ANALYZE or CLUSTER.</summary>
internal static class ServerCommandErrors
{
    public static string? Of(ServerCommand command, EffectScope scope)
    {
        if (!command.Only.IsEmpty && scope.Major < 18)
        {
            return VersionErrors.Needs("ONLY", 18);
        }

        foreach (var relation in command.Relations)
        {
            if (scope.Catalog.IsMissing(relation))
            {
                return $"relation \"{relation}\" does not exist";
            }
        }

        return command switch
        {
            { Kind: ServerCommandKind.Cluster, Index: null, Relations: [var marked] } when scope.Catalog.IsWhole
                && scope.Find(marked) is { IsComplete: true, ClusteredOn: null, IsPartitioned: false } => $"there is no previously clustered index for table \"{marked.Name}\"",
            { Kind: ServerCommandKind.Cluster, Index: { } named, Relations: [var clustered] } when scope.Find(clustered)?.Index(named) is { } index
                && MarkedIndex.ClusterError(index) is { } error => error,
            { Relations: [var one] } when scope.Find(one) is { IsComplete: true } table && command.Columns.FirstOrDefault(c => table.Column(c) is null) is { } missing
                && !scope.Catalog.Views.ContainsKey(one) => $"column \"{missing}\" of relation \"{one.Name}\" does not exist",
            _ => null,
        };
    }
}
