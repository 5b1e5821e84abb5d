using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>CLUSTER ON and REPLICA IDENTITY USING INDEX: what PostgreSQL asks of the index (check_index_is_clusterable, ATExecReplicaIdentity).</summary>
internal static class MarkedIndex
{
    public static string? ErrorOf(OtherTableChange change, EffectScope scope)
    {
        if (change.Index is not { } name || scope.Find(change.Table) is not { } table)
        {
            return null;
        }

        var clusters = string.Equals(change.Command, "AT_ClusterOn", StringComparison.Ordinal);
        if (clusters && table.IsPartitioned)
        {
            return "cannot mark index clustered in partitioned table";
        }

        return (table.Index(name), table.Constraint(name)) switch
        {
            ({ } index, _) => clusters ? ClusterError(index) : IdentityError(index, table),
            (_, UniqueConstraint { Deferrable: true } or PrimaryKeyConstraint { Deferrable: true }) when !clusters =>
                $"cannot use non-immediate index \"{name}\" as replica identity",
            (_, UniqueConstraint unique) when !clusters => NullableError(name, unique.Columns, table),
            (_, ExclusionConstraint) when !clusters => $"cannot use non-unique index \"{name}\" as replica identity",
            (_, UniqueConstraint or PrimaryKeyConstraint or ExclusionConstraint) => null,
            _ => table.IsComplete ? $"index \"{name}\" for table \"{table.Name.Name}\" does not exist" : null,
        };
    }

    public static string? ClusterError(IndexInfo index) =>
        index.Definition.Filter is not null ? $"cannot cluster on partial index \"{index.Name}\""
        : index.Definition.Method is "hash" or "gin" or "brin" or "spgist" ? $"cannot cluster on index \"{index.Name}\" because access method does not support clustering"
        : index.IsInvalid ? $"cannot cluster on invalid index \"{index.Name}\""
        : null;

    private static string? IdentityError(IndexInfo index, TableInfo table) =>
        !index.Definition.Unique ? $"cannot use non-unique index \"{index.Name}\" as replica identity"
        : index.HasExpressions ? $"cannot use expression index \"{index.Name}\" as replica identity"
        : index.Definition.Filter is not null ? $"cannot use partial index \"{index.Name}\" as replica identity"

        // An index that is not valid is taken: pg_dump marks one of a partitioned table before it is complete.
        : NullableError(index.Name, index.Definition.Keys.Select(static k => k.Column!), table);

    private static string? NullableError(string index, IEnumerable<string> columns, TableInfo table)
    {
        foreach (var column in columns)
        {
            if (table.IsNotNull(column) == false)
            {
                return $"index \"{index}\" cannot be used as replica identity because column \"{column}\" is nullable";
            }
        }

        return null;
    }
}
