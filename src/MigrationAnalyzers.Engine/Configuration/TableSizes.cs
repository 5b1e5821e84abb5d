using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Configuration;

/// <summary>The sizes of the tables of the real database, from <c>*.tablestats.json</c> files; see docs/configuration.md.</summary>
public sealed class TableSizes
{
    /// <summary>The end of the files' names.</summary>
    public const string FileSuffix = ".tablestats.json";

    public static readonly TableSizes None = new(ImmutableDictionary<RelationName, TableSize>.Empty);

    private readonly ImmutableDictionary<RelationName, TableSize> _tables;

    private TableSizes(ImmutableDictionary<RelationName, TableSize> tables) => _tables = tables;

    public static bool IsFile(string path) => path.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Sizes that were measured.</summary>
    public static TableSizes Of(ImmutableDictionary<RelationName, TableSize> tables) => new(tables);

    /// <summary>A name without a schema is one of public.</summary>
    public TableSize? Find(RelationName table) => _tables.TryGetValue(table, out var size) ? size : null;

    /// <summary>Both; of a table that is in both files the larger size, so that nothing counts as small that is not so everywhere.</summary>
    public TableSizes With(TableSizes other)
    {
        var tables = _tables.ToBuilder();
        foreach (var table in other._tables)
        {
            tables[table.Key] = tables.TryGetValue(table.Key, out var known)
                ? new TableSize(Larger(known.Rows, table.Value.Rows), Larger(known.TotalBytes, table.Value.TotalBytes))
                : table.Value;
        }

        return new TableSizes(tables.ToImmutable());
    }

    /// <summary>Reads a file. A file with a mistake in it gives no sizes, only the problem.</summary>
    public static (TableSizes Sizes, FileProblem? Problem) Read(string text)
    {
        var (value, problem) = JsonParser.Parse(text);
        if (value is null)
        {
            return (None, problem);
        }

        var tables = ImmutableDictionary.CreateBuilder<RelationName, TableSize>();
        problem = ReadFile(value, tables);
        return problem is null ? (new TableSizes(tables.ToImmutable()), null) : (None, problem);
    }

    private static long? Larger(long? one, long? other) => one is { } a && other is { } b ? Math.Max(a, b) : null;

    private static FileProblem? ReadFile(JsonValue value, ImmutableDictionary<RelationName, TableSize>.Builder tables)
    {
        if (value is not JsonObject file)
        {
            return At(value, "an object with \"format\" and \"tables\" is expected");
        }

        JsonValue? format = null;
        JsonArray? list = null;
        foreach (var (name, member) in file.Members)
        {
            switch (name.Value)
            {
                case "format":
                    if (member is not JsonNumber { Text: "1" })
                    {
                        return At(member, "the format is 1");
                    }

                    format = member;
                    break;

                case "postgres":
                    if (NumberOf(member) is not (>= EffectOptions.OldestMajor and <= 99))
                    {
                        return At(member, "the server's major version is expected, as in 16");
                    }

                    break;

                case "collected":
                    if (member is not JsonText { Value: var time } || !DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
                    {
                        return At(member, "a time is expected, as in \"2026-01-31T12:00:00Z\"");
                    }

                    break;

                case "tables":
                    if ((list = member as JsonArray) is null)
                    {
                        return At(member, "an array of tables is expected");
                    }

                    break;

                default:
                    return At(name, $"\"{name.Value}\" is not known here; \"format\", \"postgres\", \"collected\" and \"tables\" are");
            }
        }

        if (format is null || list is null)
        {
            return new FileProblem(file.Start, 1, $"\"{(format is null ? "format" : "tables")}\" is missing");
        }

        foreach (var item in list.Items)
        {
            if (ReadTable(item, tables) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static FileProblem? ReadTable(JsonValue value, ImmutableDictionary<RelationName, TableSize>.Builder tables)
    {
        if (value is not JsonObject table)
        {
            return At(value, "an object with \"table\" is expected");
        }

        JsonText? name = null;
        string? schema = null;
        long? rows = null;
        long? bytes = null;
        foreach (var (key, member) in table.Members)
        {
            switch (key.Value)
            {
                case "schema" or "table":
                    if (member is not JsonText { Value.Length: > 0 } text)
                    {
                        return At(member, "a name is expected");
                    }

                    (schema, name) = key.Value == "schema" ? (text.Value, name) : (schema, text);
                    break;

                case "rows" or "totalBytes":
                    var number = NumberOf(member);
                    if (number is null && member is not JsonNull)
                    {
                        return At(member, "a whole number from 0 on is expected, or null where it is not known");
                    }

                    (rows, bytes) = key.Value == "rows" ? (number, bytes) : (rows, number);
                    break;

                default:
                    return At(key, $"\"{key.Value}\" is not known here; \"schema\", \"table\", \"rows\" and \"totalBytes\" are");
            }
        }

        if (name is null)
        {
            return new FileProblem(table.Start, 1, "\"table\" is missing");
        }

        var relation = new RelationName(schema, name.Value);
        if (tables.ContainsKey(relation))
        {
            return At(name, $"the table {relation} stands in the file twice");
        }

        tables.Add(relation, new TableSize(rows, bytes));
        return null;
    }

    private static long? NumberOf(JsonValue value) =>
        value is JsonNumber { Text: var text } && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static FileProblem At(JsonValue value, string message) => new(value.Start, value.Length, message);
}
