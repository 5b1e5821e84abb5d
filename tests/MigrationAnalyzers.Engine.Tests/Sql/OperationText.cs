using System.Collections;
using System.Globalization;
using System.Reflection;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Tests.Sql;

/// <summary>An operation as one line: its name and every property that is not the default, without its origin.</summary>
internal static class OperationText
{
    // What the tests of effects and of the catalog are about.
    private static readonly HashSet<string> Details = new(StringComparer.Ordinal)
    {
        "Output", "Where", "Rows", "NullColumns", "Likes", "Parameters", "RowLocks", "AccessMethod", "Tablespace", "Since", "Event",
        "CreateTable.WithNoData", "WriteRows.Only", "ServerCommand.Index", "ServerCommand.Columns", "ServerCommand.Only",
        "OtherStatement.NewName", "OtherStatement.IfExists", "OtherStatement.Replace", "OtherStatement.Column", "OtherStatement.Only", "OtherStatement.Writes",
        "OtherTableChange.Name", "OtherTableChange.ObjectType", "OtherTableChange.IfExists",
        "OtherTableChange.Replace", "OtherTableChange.IsForEachRow", "OtherTableChange.IsInstead", "OtherTableChange.Reads",
        "OtherTableChange.Writes", "OtherTableChange.Columns",
    };

    public static string Of(MigrationOperation operation) => operation.GetType().Name + Properties(operation);

    private static string Properties(object value)
    {
        // The properties of the base classes first, as the table comes first.
        var text = "";
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.Name is not (nameof(MigrationOperation.Origin) or nameof(WriteRows.SurelyWritten) or "EqualityContract")
                && !Details.Contains(p.Name) && !Details.Contains(value.GetType().Name + "." + p.Name))
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
        ConstraintDefinition => value.GetType().Name.Replace("Constraint", "", StringComparison.Ordinal) + "(" + Properties(value).Trim() + ")",
        IEnumerable list => "[" + string.Join(", ", list.Cast<object>().Select(Value)) + "]",
        _ => "(" + Properties(value).Trim() + ")",
    };
}
