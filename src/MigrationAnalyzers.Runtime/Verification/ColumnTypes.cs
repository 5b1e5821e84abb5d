using Npgsql;
using MigrationAnalyzers.Runtime.Execution;

namespace MigrationAnalyzers.Runtime.Verification;

/// <summary>Types by one name: <c>varchar(20)</c> is <c>character varying(20)</c>.</summary>
internal static class ColumnTypes
{
    /// <summary>Each type that the server knows.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NormalizeAsync(NpgsqlConnection connection, IReadOnlyList<string> types, CancellationToken cancellationToken)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in types.Distinct(StringComparer.Ordinal))
        {
            try
            {
                result[type] = await NormalizeAsync(connection, type, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException)
            {
                // A type that does not exist: then the column cannot have it either, and is reported as missing or of another type elsewhere.
            }
        }

        return result;
    }

    /// <summary>The statement is described and gives no row.</summary>
    private static async Task<string> NormalizeAsync(NpgsqlConnection connection, string type, CancellationToken cancellationToken)
    {
        await using var command = connection.Command($"SELECT NULL::{type} WHERE false");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetDataTypeName(0);
    }
}
