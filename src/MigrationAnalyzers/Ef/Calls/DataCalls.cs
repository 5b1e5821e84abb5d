using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary>Seed data. Each row is a statement of its own in one command; they are one operation here.</summary>
internal static class DataCalls
{
    public static void Write(EfCall call, CommandList commands)
    {
        if (call.Relation("table") is not { } table)
        {
            CallLowering.UnknownName(call, commands);
            return;
        }

        var insert = string.Equals(call.Method, "InsertData", StringComparison.Ordinal);
        var kind = call.Method switch
        {
            "InsertData" => RowWriteKind.Insert,
            "UpdateData" => RowWriteKind.Update,
            "DeleteData" => RowWriteKind.Delete,
            _ => throw new ArgumentOutOfRangeException(nameof(call), call.Method, null),
        };
        var count = insert
            ? RowCount(call, "column", "value", "values")
            : RowCount(call, "keyColumn", "keyValue", "keyValues");
        commands.Add(call, new WriteRows(table, kind)
        {
            Origin = call.Origin,
            Reach = RowReach.ByKey,
            RowCount = count,
            SurelyWritten = insert ? count ?? 0 : 0,
            Columns = kind == RowWriteKind.Delete ? [] : call.Names("column", "columns") ?? [],
            BoundingColumns = insert ? [] : call.Names("keyColumn", "keyColumns") ?? [],
        });
    }

    /// <summary>
    /// EF has overloads for one value, for one row (several columns and an array), for several rows of one column (one column and an array) and
    /// for a grid.
    /// </summary>
    private static int? RowCount(EfCall call, string column, string value, string values) => call[values] switch
    {
        null => call[value] is null ? null : 1,
        SequenceValue { IsGrid: true } grid => grid.Items.Length,
        SequenceValue rows => call[column] is null ? 1 : rows.Items.Length,
        _ => null,
    };
}
