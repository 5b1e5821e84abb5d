using System.Globalization;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Data;

/// <summary>Keys whose values come from a sequence.</summary>
internal static class GeneratedKeys
{
    /// <summary>
    /// A key column of the table that an identity or serial fills, and for which the INSERT gives values itself, with the least of them. Null where there is none; 
    /// values below 1 never come from a sequence, and where an identity begins is not known when it is said in the migrations.
    /// </summary>
    public static (string Column, long First)? GivenIn(WriteRows insert, SchemaCatalog catalog)
    {
        if (insert is not { Kind: RowWriteKind.Insert, OverridesUserValues: false } || catalog.Find(insert.Table) is not { } table)
        {
            return null;
        }

        foreach (var column in table.Columns)
        {
            if (column is ({ Generated: GeneratedKind.Identity, HasSequenceOptions: false } or { Type.IsSerial: true })
                && table.IsKey([column.Name])
                && LeastGiven(insert, column.Name, table) is { } first)
            {
                return (column.Name, first);
            }
        }

        return null;
    }

    /// <summary>The database gives the table's key, so that rows are made by the application; false where that is not known.</summary>
    public static bool HasAny(RelationName table, SchemaCatalog catalog) =>
        catalog.Find(table) is { } info && info.Columns.Any(c =>
            (c is { Generated: GeneratedKind.Identity } or { Type.IsSerial: true } or { Default.Volatility: Volatility.Volatile }) && info.IsKey([c.Name]));

    private static long? LeastGiven(WriteRows insert, string column, TableInfo table)
    {
        long? least = null;
        foreach (var row in insert.Rows)
        {
            foreach (var value in row is PredicateList { IsAnd: true } values ? values.Parts : [row])
            {
                if (value is ComparisonPredicate { Operator: "=" } given
                    && string.Equals(table.ColumnAt(given.Operand), column, StringComparison.Ordinal)
                    && long.TryParse(given.Constant.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    && number > 0)
                {
                    least = Math.Min(least ?? number, number);
                }
            }
        }

        return least;
    }
}
