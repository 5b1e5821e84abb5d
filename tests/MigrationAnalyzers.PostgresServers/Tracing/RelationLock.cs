namespace MigrationAnalyzers.PostgresServers.Tracing;

/// <summary>A lock that a session was granted on a relation.</summary>
/// <param name="Relation">The name, with its schema unless that is <c>public</c>.</param>
/// <param name="Kind"><c>pg_class.relkind</c>: r table, p partitioned table, i index, I partitioned index, S sequence, v view, m materialized view, f foreign table, c composite type.</param>
/// <param name="Mode">The strongest one.</param>
public sealed record RelationLock(string Relation, char Kind, TableLockMode Mode)
{
    /// <summary>It is an index, of a partitioned table too.</summary>
    public bool IsIndex => Kind is 'i' or 'I';

    /// <summary><c>t:AE</c>, <c>t_a[i]:AE</c> for an index, <c>t_id_seq[seq]:SRE</c> for a sequence.</summary>
    public override string ToString() => $"{Relation}{(IsIndex ? "[i]" : Kind == 'S' ? "[seq]" : "")}:{Mode.Abbreviation()}";
}
