using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Runtime.LiveCatalog;

/// <summary>The sizes of the tables of a database at some time.</summary>
/// <param name="PostgresMajor">The server's major version.</param>
/// <param name="Collected">When the sizes were read.</param>
/// <param name="Tables">Ordered by schema and name.</param>
internal sealed record MeasuredTables(int PostgresMajor, DateTimeOffset Collected, ImmutableArray<MeasuredTable> Tables)
{
    /// <summary>For the rules.</summary>
    public TableSizes ToTableSizes() =>
        TableSizes.Of(Tables.ToImmutableDictionary(static t => new RelationName(t.Schema, t.Name), static t => new TableSize(t.Rows, t.TotalBytes)));

    /// <summary>A <c>*.tablestats.json</c> file, which the analyzers read. One line for a table, so that versions of the file can be compared.</summary>
    public string ToJson()
    {
        var text = new StringBuilder();
        text.Append("{\n  \"format\": 1,\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"postgres\": {PostgresMajor},\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"collected\": \"{Collected.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\",\n");
        text.Append("  \"tables\": [");
        for (var i = 0; i < Tables.Length; i++)
        {
            var table = Tables[i];
            text.Append(i == 0 ? "\n" : ",\n");
            text.Append(CultureInfo.InvariantCulture, $"    {{ \"schema\": {Quote(table.Schema)}, \"table\": {Quote(table.Name)}, ");
            text.Append(CultureInfo.InvariantCulture, $"\"rows\": {Number(table.Rows)}, \"totalBytes\": {Number(table.TotalBytes)} }}");
        }

        return text.Append(Tables.IsEmpty ? "]\n}\n" : "\n  ]\n}\n").ToString();
    }

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";

    private static string Quote(string name) => $"\"{JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
