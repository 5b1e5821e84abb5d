using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>Columns that become NOT NULL: PostgreSQL 12 and later take a valid CHECK constraint as proof and do not read the rows for SET NOT NULL or a primary key.</summary>
internal static class NotNullForm
{
    /// <param name="known">The table, as far as the migrations tell.</param>
    public static ProvingCheck Check(RelationName table, ImmutableArray<string> columns, TableInfo? known) =>
        new(table, table.Name + "_" + string.Join("_", columns), "_not_null", string.Join(" AND ", columns.Select(static c => SqlIdentifier.Quote(c) + " IS NOT NULL")), known);

    public static string SetNotNull(RelationName table, string column) => SqlStatements.AlterTable(table, $"ALTER COLUMN {SqlIdentifier.Quote(column)} SET NOT NULL");
}
