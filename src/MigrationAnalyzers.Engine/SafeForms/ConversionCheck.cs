using System.Globalization;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// A DO block that converts the values of all rows and changes nothing: it fails at the first one that the new type does not take, as ALTER COLUMN TYPE does, before there is a trigger at which the
/// writes of the application would fail. It reads the table once, and waits for no writer.
/// </summary>
internal static class ConversionCheck
{
    private static readonly HashSet<string> s_numbers = new(["int2", "int4", "int8", "numeric", "float4", "float8"], StringComparer.Ordinal);

    /// <summary>A value may fail. Of numbers and lengths that do not fit ValueLosses knows: what it warns of has no such form.</summary>
    public static bool IsNeeded(AlterColumnType change, SqlType? from)
    {
        if (change.Using is { ConvertedColumn: null } || change.NewType is not { } to)
        {
            return true;
        }

        var current = from;
        foreach (var next in (change.Using?.Casts ?? []).Add(to))
        {
            if (current is null || !IsCertain(current, next))
            {
                return true;
            }

            current = next;
        }

        return false;
    }

    /// <param name="column">The one that is converted: no variable may have its name.</param>
    /// <param name="value">What it becomes; it may have no other columns.</param>
    public static SqlCommand Of(RelationName table, string column, SqlType type, SqlExpression value)
    {
        // Assigned to a variable, as UPDATE assigns it to the column: a text that is too long fails, where a cast would cut it off.
        var variable = string.Equals(column, "converted", StringComparison.Ordinal) ? "converted_value" : "converted";
        return new SqlCommand(
            string.Format(
                CultureInfo.InvariantCulture,
                """
                DO {0}
                DECLARE
                    {1} {2};
                BEGIN
                    FOR {1} IN SELECT {3} FROM {4} LOOP
                    END LOOP;
                END {0}
                """.Replace("\r\n", "\n"),
                value.Text.Contains("$$") ? "$check$" : "$$", variable, type.Text, SqlClauses.Expression(value), SqlIdentifier.Quote(table)),
            SuppressTransaction: true);
    }

    private static bool IsCertain(SqlType from, SqlType to) =>
        string.Equals(from.Name, to.Name, StringComparison.Ordinal)
        || (TypeNames.IsCore(to) && to.Name is "text" or "varchar" or "bpchar")
        || (s_numbers.Contains(from.Name) && s_numbers.Contains(to.Name))
        || (from.Name, to.Name) is ("bool", "int4") or ("int4", "bool") or ("timestamp", "date") or ("date", "timestamp") or ("bit", "varbit") or ("varbit", "bit") or ("jsonb", "json") or ("cidr", "inet");
}
