using MigrationAnalyzers.PostgresServers.Catalog;
using Npgsql;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>Schema and rows of a database.</summary>
internal sealed record LiveState(string Catalog, string Data)
{
    public static async Task<LiveState> CaptureAsync(NpgsqlConnection connection)
    {
        var all = await CatalogSnapshot.CaptureAsync(connection, new CatalogSnapshotOptions { IncludeData = true, ExcludedTables = [LiveStart.CounterTable] });
        var isData = all.Lines.ToLookup(static l => l.StartsWith("data ", StringComparison.Ordinal));
        return new LiveState(
            string.Join('\n', isData[false].Where(static l => !l.StartsWith("trigger CREATE TRIGGER count_", StringComparison.Ordinal))), string.Join('\n', isData[true]));
    }
}
