using System.Collections.Immutable;
using System.Text;

namespace MigrationAnalyzers.Ef.Calls;

/// <summary>The expression that Npgsql's full-text annotations stand for.</summary>
internal static class TsVector
{
    /// <summary>
    /// Npgsql puts coalesce around nullable columns and treats JSON columns apart; only its model knows which they are. What matters is the same: an
    /// immutable expression of these columns.
    /// </summary>
    public static string Expression(string configuration, ImmutableArray<string> columns)
    {
        var text = new StringBuilder("to_tsvector('").Append(configuration.Replace("'", "''")).Append("', ");
        for (var i = 0; i < columns.Length; i++)
        {
            if (i > 0)
            {
                text.Append(" || ' ' || ");
            }

            text.Append('"').Append(columns[i].Replace("\"", "\"\"")).Append('"');
        }

        return text.Append(')').ToString();
    }
}
