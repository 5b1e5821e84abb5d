using Npgsql;
using PgQuery;

namespace MigrationAnalyzers.LockLab.Measuring;

/// <summary>
/// Runs SQL that may be several statements, and rows that nobody asks for. Npgsql's own way to tell statements apart cuts the body of a function with
/// BEGIN ATOMIC to pieces, so the project turns it off (Npgsql.EnableSqlRewriting).
/// </summary>
internal static class SqlScript
{
    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var span in PgParser.Split(sql))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql.Substring(span.Start, span.Length)));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
