using System.Globalization;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Computes the values of rows, as columns store them.</summary>
internal static class RowValues
{
    public static PredicateConstant Whole(long number) =>
        new(number.ToString(CultureInfo.InvariantCulture), number is > int.MaxValue or < int.MinValue ? "int8" : "int4");

    /// <summary>Writes a value into a row; one that is not known takes away what was known of the column.</summary>
    public static void Set(
        Dictionary<string, PredicateConstant?> row,
        string column,
        RowValue? value,
        Dictionary<string, PredicateConstant?> source,
        TableInfo table,
        SchemaCatalog catalog)
    {
        if (value is not null && TryCompute(value, source, out var constant))
        {
            if (constant is null)
            {
                row[column] = null;
                return;
            }

            if (Stored(constant.Value, table.Column(column)?.Type, catalog) is { } stored)
            {
                row[column] = stored;
                return;
            }
        }

        row.Remove(column);
    }

    /// <summary>
    /// The constant as a column of the type holds it, written in one way so that equal values have equal texts; null where the conversion may change it, or the
    /// type may hold equal values that are written differently.
    /// </summary>
    public static PredicateConstant? Stored(PredicateConstant constant, SqlType? type, SchemaCatalog catalog)
    {
        for (var depth = 0; type is { IsArray: false } && depth < 10 && catalog.Domains.TryGetValue(new RelationName(type.Schema, type.Name), out var domain); depth++)
        {
            type = domain.BaseType;
        }

        if (type is not { IsArray: false, Schema: null, Name: var name })
        {
            return null;
        }

        var isWhole = constant.Type is null or "int2" or "int4" or "int8";
        switch (name)
        {
            case "int2" or "int4" or "int8" or "numeric" or "float8" when isWhole && long.TryParse(constant.Text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                return new PredicateConstant(number.ToString(CultureInfo.InvariantCulture), name);

            case "text" or "varchar" when isWhole || constant.Type == "text":
                return new PredicateConstant(constant.Text, name);

            case "bool" when constant.Type == "bool":
                return constant;

            case "date" when constant.Type is null or "date"
                && DateTime.TryParseExact(constant.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _):
                return new PredicateConstant(constant.Text, name);

            case "uuid" when constant.Type is null or "uuid" && Guid.TryParseExact(constant.Text, "D", out var uuid):
                return new PredicateConstant(uuid.ToString("D"), name);

            default:
                return null;
        }
    }

    private static bool TryCompute(RowValue value, Dictionary<string, PredicateConstant?> source, out PredicateConstant? result)
    {
        result = null;
        switch (value)
        {
            case RowConstant constant:
                result = constant.Constant;
                return true;

            case RowColumn column:
                return source.TryGetValue(column.Column, out result);

            // Arithmetic is strict; || is not for arrays.
            case RowComputation computed when TryCompute(computed.Left, source, out var left) && TryCompute(computed.Right, source, out var right):
                if (left is null || right is null)
                {
                    return computed.Operator is "+" or "-" or "*" or "/" or "%";
                }

                result = Compute(computed.Operator, left.Value, right.Value);
                return result is not null;

            default:
                return false;
        }
    }

    private static PredicateConstant? Compute(string sign, PredicateConstant left, PredicateConstant right)
    {
        var areWhole = IsWhole(left, out var a) & IsWhole(right, out var b);
        if (sign == "||")
        {
            return !areWhole && IsText(left) && IsText(right) ? new PredicateConstant(left.Text + right.Text, "text") : null;
        }

        // Wider numbers are left alone, so that no result overflows.
        return !areWhole || Math.Abs((decimal)a) > int.MaxValue || Math.Abs((decimal)b) > int.MaxValue ? null : sign switch
        {
            "+" => Whole(a + b),
            "-" => Whole(a - b),
            "*" => Whole(a * b),
            "/" when b != 0 => Whole(a / b),
            "%" when b != 0 => Whole(a % b),
            _ => null,
        };
    }

    private static bool IsWhole(PredicateConstant constant, out long number)
    {
        number = 0;
        return constant.Type is "int2" or "int4" or "int8" && long.TryParse(constant.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    private static bool IsText(PredicateConstant constant) => constant.Type is null or "text" or "varchar" || IsWhole(constant, out _);
}
