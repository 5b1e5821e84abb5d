using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.Ef.Walking;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary>Seed data. Each row is a statement of its own in one command; they are one operation here.</summary>
internal static class DataCalls
{
    // As in SQL: seed data of any length is known by its first rows.
    private const int MostRows = 1000;

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
            Rows = insert ? Rows(call) : [],
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

    /// <summary>The values of each row, as far as they are constants; empty where the rows are not known one by one.</summary>
    private static ImmutableArray<Predicate> Rows(EfCall call)
    {
        if (call.Names("column", "columns") is not { } columns)
        {
            return [];
        }

        return (call["value"], call["values"]) switch
        {
            ({ } value, null) => [Row(columns, [value])],
            (_, SequenceValue { IsGrid: true } grid) => [.. grid.Items.Take(MostRows).OfType<SequenceValue>().Select(row => Row(columns, row.Items))],
            (_, SequenceValue rows) when call["column"] is not null => [.. rows.Items.Take(MostRows).Select(value => Row(columns, [value]))],
            (_, SequenceValue row) => [Row(columns, row.Items)],
            _ => [],
        };
    }

    private static Predicate Row(ImmutableArray<string> columns, ImmutableArray<Value> values)
    {
        var known = ImmutableArray.CreateBuilder<Predicate>();
        for (var i = 0; i < columns.Length && i < values.Length; i++)
        {
            if (values[i] is ConstantValue { IsNull: true })
            {
                known.Add(new NullPredicate(columns[i], IsNull: true));
            }
            else if (ConstantOf(values[i]) is { } constant)
            {
                known.Add(new ComparisonPredicate(columns[i], "=", constant));
            }
        }

        return new PredicateList(IsAnd: true, known.ToImmutable());
    }

    private static PredicateConstant? ConstantOf(Value value) => value switch
    {
        TextValue text => new PredicateConstant(text.Text.Value, null),
        ConstantValue { Constant: bool truth } => new PredicateConstant(truth ? "true" : "false", "bool"),
        ConstantValue { EnumMember: null, Constant: sbyte or byte or short or ushort or int } number => Number(number.Constant, "int4"),
        ConstantValue { EnumMember: null, Constant: uint or long } number => Number(number.Constant, "int8"),
        _ => null,
    };

    private static PredicateConstant Number(object? constant, string type) => new(Convert.ToString(constant, CultureInfo.InvariantCulture)!, type);
}
