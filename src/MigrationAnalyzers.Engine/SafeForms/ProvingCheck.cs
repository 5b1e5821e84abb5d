using System.Collections.Immutable;
using System.Globalization;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// A CHECK constraint that proves something of all rows to a statement that would read them under its lock otherwise: added NOT VALID, validated while others read and write, and dropped when
/// the statement is done (https://www.postgresql.org/docs/current/sql-altertable.html). All statements can be run again after a failure.
/// </summary>
internal sealed class ProvingCheck
{
    private readonly RelationName _table;
    private readonly string _name;
    private readonly string _condition;

    /// <param name="label">What the name of the constraint ends in, unless it is taken.</param>
    /// <param name="known">The table, as far as the migrations tell.</param>
    public ProvingCheck(RelationName table, string stem, string label, string condition, TableInfo? known)
    {
        (_table, _condition) = (table, condition);
        for (var number = 0; _name is null || known?.Constraint(_name) is not null; number++)
        {
            _name = SqlIdentifier.WithSuffix("ck_" + stem, label + (number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture)));
        }
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
}
