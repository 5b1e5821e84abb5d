using System.Collections.Immutable;
using System.Text;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>How a column gets its numbers.</summary>
internal enum Numbering
{
    Serial,
    IdentityByDefault,
    IdentityAlways,
}

/// <summary>
/// A serial or identity column, added without rewriting the table: a column without values whose default takes numbers from a sequence, which rows that exist are given in batches, and that becomes
/// NOT NULL by a CHECK that is validated. An identity is made of it in the end: on a column that is NOT NULL that touches no row. All statements up to that can be run again.
/// </summary>
internal sealed class NumberedColumnForm
{
    private readonly RelationName _sequence;
    private readonly RelationName _table;
    private readonly string _column;
    private readonly string _type;
    private readonly Numbering _numbering;

    private NumberedColumnForm(AddColumn add, string type, Numbering numbering)
    {
        (_table, _column, _type, _numbering) = (add.Table, add.Column.Name, type, numbering);
        // That of an identity has the other name, which the column's own sequence gets in the end.
        _sequence = _table with { Name = _table.Name + "_" + _column + (numbering == Numbering.Serial ? "_seq" : "_fill") };
    }

    /// <summary>The number of the next row.</summary>
    public SqlExpression Next => new("nextval(" + SqlClauses.Text(SqlIdentifier.Quote(_sequence)) + ")");

    public SqlCommand Sequence => new("CREATE SEQUENCE IF NOT EXISTS " + SqlIdentifier.Quote(_sequence) + " AS " + _type);

    public ImmutableArray<SqlCommand> Column =>
    [
        new(SqlStatements.AlterTable(
            _table, $"ADD COLUMN IF NOT EXISTS {SqlIdentifier.Quote(_column)} {_type}", $"ALTER COLUMN {SqlIdentifier.Quote(_column)} SET DEFAULT {Next.Text}")),
        .. _numbering == Numbering.Serial
            ? (ImmutableArray<SqlCommand>)[new SqlCommand($"ALTER SEQUENCE {SqlIdentifier.Quote(_sequence)} OWNED BY {SqlIdentifier.Quote(_table)}.{SqlIdentifier.Quote(_column)}")]
            : [],
    ];

    /// <summary>Makes an identity of the column, in one transaction: in between it would have no default.</summary>
    public ImmutableArray<SqlCommand> Identity => _numbering == Numbering.Serial ? [] :
    [
        new(SqlStatements.AlterTable(_table, $"ALTER COLUMN {SqlIdentifier.Quote(_column)} DROP DEFAULT")),
        new(SqlStatements.AlterTable(
            _table, $"ALTER COLUMN {SqlIdentifier.Quote(_column)} ADD GENERATED {(_numbering == Numbering.IdentityAlways ? "ALWAYS" : "BY DEFAULT")} AS IDENTITY")),
        new($"SELECT setval(pg_get_serial_sequence({SqlClauses.Text(SqlIdentifier.Quote(_table))}, {SqlClauses.Text(_column)}), {Next.Text}, false)"),
        new($"DROP SEQUENCE {SqlIdentifier.Quote(_sequence)}"),
    ];

    /// <summary>All of it; null where a key to fill the rows by is not known.</summary>
    public ImmutableArray<SqlCommand>? Write(TableInfo? known) => BackfillBlock.KeyOf(known) is not { } key ? null :
    [
        Sequence,
        .. Column,
        new SqlCommand(BackfillBlock.Write(_table, key, _column, Next), SuppressTransaction: true),
        .. NotNullForm.Check(_table, [_column], known).Around(NotNullForm.SetNotNull(_table, _column)),
        .. Identity,
    ];

    /// <summary>Null where the column is more than that, or PostgreSQL would cut the name of its sequence.</summary>
    public static NumberedColumnForm? TryCreate(AddColumn add, Numbering numbering)
    {
        var type = add.Column.Type switch
        {
            { IsArray: false, Name: "int2" } => "smallint",
            { IsArray: false, Name: "int4" } => "integer",
            { IsArray: false, Name: "int8" } => "bigint",
            _ => null,
        };
        return type is not null
            && add is { IfTableExists: false, Only: false, IfNotExists: false, Constraints.IsEmpty: true, Column: { HasSequenceOptions: false, Default: null, Comment: null, Collation: null } }
            && Encoding.UTF8.GetByteCount(add.Table.Name + "_" + add.Column.Name + "_fill") <= SqlIdentifier.MaxBytes
            ? new NumberedColumnForm(add, type, numbering)
            : null;
    }
}
