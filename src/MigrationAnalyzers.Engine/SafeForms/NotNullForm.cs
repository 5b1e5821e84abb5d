using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// A CHECK constraint that proves that columns hold no NULL: added NOT VALID, validated while others read and write, and dropped when the columns are NOT NULL. PostgreSQL 12 and later take
/// it as proof and do not read the rows for SET NOT NULL or a primary key (https://www.postgresql.org/docs/current/sql-altertable.html). All statements can be run again after a failure.
/// </summary>
internal sealed class NotNullForm
{
    private readonly RelationName _table;
    private readonly string _name;
    private readonly string _condition;

    /// <param name="known">The table, as far as the migrations tell.</param>
    public NotNullForm(RelationName table, ImmutableArray<string> columns, TableInfo? known)
    {
        _table = table;
        _name = Name(table.Name, columns, known);
        _condition = string.Join(" AND ", columns.Select(static c => SqlIdentifier.Quote(c) + " IS NOT NULL"));
    }

    /// <summary>The constraint, added and validated.</summary>
    public ImmutableArray<SqlCommand> Proof =>
    [
        new(SqlStatements.AlterTable(
            _table, $"DROP CONSTRAINT IF EXISTS {SqlIdentifier.Quote(_name)}", $"ADD CONSTRAINT {SqlIdentifier.Quote(_name)} CHECK ({_condition}) NOT VALID")),
        new(SqlStatements.ValidateConstraint(_table, _name), SuppressTransaction: true),
    ];

    /// <summary>In the ALTER TABLE that needs the proof it would be gone when that looks for it: a statement of its own.</summary>
    public SqlCommand Drop => new(SqlStatements.AlterTable(_table, $"DROP CONSTRAINT {SqlIdentifier.Quote(_name)}"));

    /// <summary>The statement that needs the proof, with it.</summary>
    public ImmutableArray<SqlCommand> Around(string statement) => [.. Proof, new SqlCommand(statement), Drop];

    public static string SetNotNull(RelationName table, string column) => SqlStatements.AlterTable(table, $"ALTER COLUMN {SqlIdentifier.Quote(column)} SET NOT NULL");

    /// <summary>A name that fits and is free, as far as the catalog knows.</summary>
    private static string Name(string table, ImmutableArray<string> columns, TableInfo? known)
    {
        for (var number = 0; ; number++)
        {
            var suffix = "_not_null" + (number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture));
            var name = SqlIdentifier.WithSuffix("ck_" + table + "_" + string.Join("_", columns), suffix);
            if (known?.Constraint(name) is null)
            {
                return name;
            }
        }
    }
}
