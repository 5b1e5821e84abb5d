using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.Runtime.Steps;

namespace MigrationAnalyzers.Runtime;

public static partial class SafeMigrationBuilderExtensions
{
    /// <summary>
    /// Makes a table a partition of another without reading its rows under a lock: a check that says what the bound says is added NOT VALID and validated, which lets
    /// others write; it goes after the partition is attached. A default partition gets a check too, that it has no rows of the new one. Indexes that the partition
    /// does not have yet are built while it is attached: create them before.
    /// </summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="partition">The table that becomes a partition.</param>
    /// <param name="table">The partitioned table.</param>
    /// <param name="bound">Its bound: <c>FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')</c>. Not DEFAULT.</param>
    /// <param name="schema">The schema of <paramref name="table"/>; null: found by search_path.</param>
    /// <param name="partitionSchema">The schema of <paramref name="partition"/>; null: found by search_path.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name is missing or too long, or the bound is none.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder AttachPartitionSafely(
        this MigrationBuilder migrationBuilder, string partition, string table, string bound, string? schema = null, string? partitionSchema = null)
    {
        Arguments.Builder(migrationBuilder);
        const string Example = "\"FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')\"";
        var values = Arguments.Sql(bound, nameof(bound), Example);
        if (!values.StartsWith("FOR ", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                values.Equals("DEFAULT", StringComparison.OrdinalIgnoreCase)
                    ? "A default partition has no bound of its own, so that no check can stand for it: attach it with Sql(\"ALTER TABLE ... ATTACH PARTITION ... DEFAULT\") while it is empty."
                    : $"bound is '{values}', which is no bound: give it as ATTACH PARTITION takes it, for example {Example}.",
                nameof(bound));
        }

        return migrationBuilder.Add(new AttachPartitionStep(
            Arguments.Table(table, schema), Arguments.Table(partition, partitionSchema, nameof(partition), nameof(partitionSchema)), values));
    }

    /// <summary>
    /// Makes a partition a table of its own. <see cref="SafeMigrator"/> does it while others read and write (DETACH PARTITION CONCURRENTLY, PostgreSQL 14 and later, without
    /// a default partition), and finishes an interrupted one; PostgreSQL leaves a check on the table then that says what the bound said. Everywhere else, and in
    /// plain SQL, it takes a short lock on the partitioned table.
    /// </summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="table">The partitioned table.</param>
    /// <param name="schema">The schema of <paramref name="table"/>; null: found by search_path.</param>
    /// <param name="partitionSchema">The schema of <paramref name="partition"/>; null: found by search_path.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name is missing or too long.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder DetachPartitionConcurrently(
        this MigrationBuilder migrationBuilder, string partition, string table, string? schema = null, string? partitionSchema = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new DetachPartitionStep(
            Arguments.Table(table, schema), Arguments.Table(partition, partitionSchema, nameof(partition), nameof(partitionSchema))));
    }
}
