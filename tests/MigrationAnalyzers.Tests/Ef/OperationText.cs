using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Tests.Ef;

/// <summary>Writes operations as text, without their places: what is not set is left out.</summary>
internal static class OperationText
{
    /// <summary>The values of rows are read from SQL and not from calls: they tell which partitions are written.</summary>
    private static readonly HashSet<string> s_left = new(StringComparer.Ordinal) { "EqualityContract", "Origin", nameof(WriteRows.Where), nameof(WriteRows.Rows), nameof(WriteRows.NullColumns), nameof(WriteRows.RowChange), nameof(WriteRows.Statement) };

    public static string Of(MigrationUnit unit) => string.Join("\n", unit.Statements.Select(Of));

    /// <summary>The operations, with the circumstances and the transaction where they are not the usual ones.</summary>
    public static string Of(MigrationStatement statement)
    {
        var text = string.Join(" + ", statement.Operations.Select(Of));
        if (statement.Circumstances != Circumstances.None)
        {
            text += " [" + statement.Circumstances + "]";
        }

        if (statement.Transaction is null)
        {
            text += " [no transaction]";
        }

        return statement.TransactionIsKnown ? text : text + " [transaction not known]";
    }

    public static string Of(MigrationOperation operation) => OfObject(operation);

    private static string OfObject(object value)
    {
        var text = new StringBuilder(value.GetType().Name).Append('(');
        var first = true;
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(static p => p.MetadataToken))
        {
            if (s_left.Contains(property.Name) || property.GetIndexParameters().Length > 0 || Write(property.GetValue(value)) is not { } written)
            {
                continue;
            }

            text.Append(first ? "" : ", ").Append(property.Name).Append(": ").Append(written);
            first = false;
        }

        return text.Append(')').ToString();
    }

    private static string? Write(object? value) => value switch
    {
        null or false or 0 => null,
        true => "true",
        string text => text,
        RelationName name => name.Schema is null ? name.Name : name.Schema + "." + name.Name,
        SqlType type => type.IsSerial ? type + " serial" : type.ToString(),
        SqlExpression expression => expression.Text,
        IndexKey key => Key(key),
        Enum member when Convert.ToInt32(member, CultureInfo.InvariantCulture) == 0 => null,
        Enum member => member.ToString(),
        ColumnDefinition column => OfObject(column),
        ConstraintDefinition constraint => OfObject(constraint),
        IEnumerable items => items.Cast<object>().Any() ? "[" + string.Join(", ", items.Cast<object>().Select(Write)) + "]" : null,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Key(IndexKey key) =>
        (key.Column ?? "(" + key.Expression!.Text + ")")
        + (key.Collation is null ? "" : " collate " + key.Collation)
        + (key.OperatorClass is null ? "" : " " + key.OperatorClass)
        + (key.Descending ? " desc" : "")
        + (key.NullsFirst is null ? "" : key.NullsFirst.Value ? " nulls first" : " nulls last");
}
