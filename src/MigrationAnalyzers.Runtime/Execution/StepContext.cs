using Npgsql;

namespace MigrationAnalyzers.Runtime.Execution;

/// <summary>What a step may ask of the migration under way.</summary>
/// <param name="connection">The session that executes the migration, outside of a transaction.</param>
internal sealed class StepContext(NpgsqlConnection connection)
{
    public NpgsqlConnection Connection { get; } = connection;
}
