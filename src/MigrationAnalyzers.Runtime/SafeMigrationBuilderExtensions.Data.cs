using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.Runtime.Steps;

namespace MigrationAnalyzers.Runtime;

public static partial class SafeMigrationBuilderExtensions
{
    /// <summary>
    /// Updates rows in batches, each in a transaction of its own, in the order of a key. Each row that is there at the start is looked at once.
    /// </summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="table">The table.</param>
    /// <param name="set">What stands after SET: <c>"Total" = "Net" + "Tax"</c>. It must not change the key.</param>
    /// <param name="where">Which rows. After an interruption plain SQL begins again: the condition must leave out rows that are done (<c>"Total" IS NULL</c>), unless writing
    /// them twice makes no difference.</param>
    /// <param name="key">Columns that are NOT NULL, with a btree index that begins with them in this order; a unique one keeps batches small. Null: the primary key, or else
    /// another unique key of NOT NULL columns. Where there is none, it fails.</param>
    /// <param name="batchSize">Rows of a batch, from 1 to 1000000; null: 5000, with <see cref="SafeMigrator"/> its own choice.</param>
    /// <param name="schema">The schema of the table; null: found by search_path.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name, the assignment or the condition is missing, or the size is out of range.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder UpdateInBatches(
        this MigrationBuilder migrationBuilder, string table, string set, string where, string[]? key = null, int? batchSize = null, string? schema = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new BatchedWriteStep(new BatchedWrite(BatchedWriteKind.Update, Arguments.Table(table, schema))
        {
            Set = ConstraintPhases.Closed(Arguments.Sql(set, nameof(set), "\"\\\"Total\\\" = 0\"")),
            Where = Condition(where),
            Key = Arguments.OptionalColumns(key, nameof(key)),
            BatchSize = Arguments.BatchSize(batchSize, nameof(batchSize)),
        }));
    }

    /// <summary>Deletes rows in batches, each in a transaction of its own, in the order of a key.</summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="table">The table.</param>
    /// <param name="where">Which rows; <c>TRUE</c> for all.</param>
    /// <param name="key">Columns that are NOT NULL, with a btree index that begins with them in this order; a unique one keeps batches small. Null: the primary key, or else
    /// another unique key of NOT NULL columns. Where there is none, it fails.</param>
    /// <param name="batchSize">Rows of a batch, from 1 to 1000000; null: 5000, with <see cref="SafeMigrator"/> its own choice.</param>
    /// <param name="schema">The schema of the table; null: found by search_path.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name or the condition is missing, or the size is out of range.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder DeleteInBatches(
        this MigrationBuilder migrationBuilder, string table, string where, string[]? key = null, int? batchSize = null, string? schema = null)
    {
        Arguments.Builder(migrationBuilder);
        return migrationBuilder.Add(new BatchedWriteStep(new BatchedWrite(BatchedWriteKind.Delete, Arguments.Table(table, schema))
        {
            Where = Condition(where),
            Key = Arguments.OptionalColumns(key, nameof(key)),
            BatchSize = Arguments.BatchSize(batchSize, nameof(batchSize)),
        }));
    }

    /// <summary>Copies rows of a table into another in batches, each in a transaction of its own, in the order of a key of the first.</summary>
    /// <param name="migrationBuilder">The builder of the migration.</param>
    /// <param name="target">The table that gets the rows.</param>
    /// <param name="columns">Its columns that get a value.</param>
    /// <param name="source">The table that the rows come from.</param>
    /// <param name="values">For each of <paramref name="columns"/> an expression over the row of <paramref name="source"/>: <c>"Id"</c>, <c>lower("Email")</c>.</param>
    /// <param name="where">Which rows. After an interruption plain SQL begins again: the condition must leave out rows that are there already
    /// (<c>NOT EXISTS (SELECT FROM target t WHERE t."Id" = source."Id")</c>), or they are there twice.</param>
    /// <param name="key">Columns of <paramref name="source"/> that are NOT NULL, with a btree index that begins with them in this order; a unique one keeps batches small.
    /// Null: its primary key, or else another unique key of NOT NULL columns. Where there is none, it fails.</param>
    /// <param name="batchSize">Rows of a batch, from 1 to 1000000; null: 5000, with <see cref="SafeMigrator"/> its own choice.</param>
    /// <param name="schema">The schema of <paramref name="target"/>; null: found by search_path.</param>
    /// <param name="sourceSchema">The schema of <paramref name="source"/>; null: found by search_path.</param>
    /// <returns>The builder, for the next operation.</returns>
    /// <exception cref="ArgumentException">A name, a value or the condition is missing, there are not as many values as columns, or the size is out of range.</exception>
    /// <exception cref="InvalidOperationException">The migration runs with another provider than Npgsql.</exception>
    public static MigrationBuilder InsertInBatches(
        this MigrationBuilder migrationBuilder,
        string target,
        string[] columns,
        string source,
        string[] values,
        string where,
        string[]? key = null,
        int? batchSize = null,
        string? schema = null,
        string? sourceSchema = null)
    {
        Arguments.Builder(migrationBuilder);
        var targetColumns = Arguments.Columns(columns, nameof(columns));
        if (values is null || values.Length != targetColumns.Length)
        {
            throw new ArgumentException($"There are {values?.Length ?? 0} values for {targetColumns.Length} columns: give an expression for each column.", nameof(values));
        }

        return migrationBuilder.Add(new BatchedWriteStep(new BatchedWrite(BatchedWriteKind.Insert, Arguments.Table(source, sourceSchema, nameof(source), nameof(sourceSchema)))
        {
            Target = Arguments.Table(target, schema, nameof(target)),
            TargetColumns = targetColumns,
            Values = [.. values.Select(static v => ConstraintPhases.Closed(Arguments.Sql(v, nameof(values), "\"\\\"Id\\\"\"")))],
            Where = Condition(where),
            Key = Arguments.OptionalColumns(key, nameof(key)),
            BatchSize = Arguments.BatchSize(batchSize, nameof(batchSize)),
        }));
    }

    private static string Condition(string where) => ConstraintPhases.Closed(Arguments.Sql(where, nameof(where), "\"\\\"Total\\\" IS NULL\", or \"TRUE\" for all rows"));
}
