using System.Collections;
using System.Globalization;
using System.Reflection;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>An operation as one line: its name and every property that is not the default, without its origin.</summary>
internal static class OperationText
{
    public static string Of(MigrationOperation operation) => operation.GetType().Name + Properties(operation);

    private static string Properties(object value)
    {
        // The properties of the base classes first, as the table comes first.
        var text = "";
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.Name is not (nameof(MigrationOperation.Origin) or nameof(WriteRows.SurelyWritten) or nameof(WriteRows.RowChange) or nameof(WriteRows.Batch) or nameof(WriteRows.Sources) or nameof(WriteRows.Statement) or "EqualityContract") && p.CanWrite)
            .OrderBy(static p => p.Name == "Table" ? 0 : 1)
            .ThenBy(static p => p.MetadataToken))
        {
            text += property.GetValue(value) switch
            {
                null or "" => "",
                bool flag when property.PropertyType == typeof(bool) => flag ? " " + property.Name : "",
                // Where the first value means as much as the others.
                Enum e when e is TableStorageChange or ColumnChange or RowWriteKind or ReindexTarget or ServerCommandKind or TransactionControlKind or Volatility => " " + property.Name + "=" + e,
                Enum e when Convert.ToInt32(e, CultureInfo.InvariantCulture) == 0 => "",
                int number when property.PropertyType == typeof(int) && number == 0 => "",
                IEnumerable list and not string when !list.Cast<object>().Any() => "",
                var other => " " + property.Name + "=" + Value(other!),
            };
        }

        return text;
    }

    private static string Value(object value) => value switch
    {
        SqlType { IsSerial: true } type => type + " serial",
        string or bool or Enum or int or RelationName or SqlType => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        SqlExpression expression => "{" + expression.Text + "}",
        Predicate predicate => "{" + Condition(predicate) + "}",
        ConstraintDefinition => value.GetType().Name.Replace("Constraint", "", StringComparison.Ordinal) + "(" + Properties(value).Trim() + ")",
        IEnumerable list => "[" + string.Join(", ", list.Cast<object>().Select(Value)) + "]",
        _ => (value.GetType().BaseType is { } type && type != typeof(object) && type != typeof(ValueType) ? value.GetType().Name : "") + "(" + Properties(value).Trim() + ")",
    };

    private static string Condition(Predicate predicate) => predicate switch
    {
        PredicateList list => "(" + string.Join(list.IsAnd ? " and " : " or ", list.Parts.Select(Condition)) + ")",
        NullPredicate test => test.Operand + (test.IsNull ? " is null" : " is not null"),
        ComparisonPredicate { Constant: { Type: null } literal } test => $"{test.Operand} {test.Operator} '{literal.Text}'",
        ComparisonPredicate test => $"{test.Operand} {test.Operator} {test.Constant.Text}::{test.Constant.Type}",
        OpaquePredicate opaque => opaque.Text ?? "?",
        _ => throw new ArgumentOutOfRangeException(nameof(predicate), predicate, null),
    };
}
