using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// Another type for a column without rewriting the table under a lock: a second column, which a trigger fills from the first and a DO block for the rows that exist, gets the same indexes and
/// constraints while others read and write, and takes the place of the first in one short transaction. All statements before that can be run again after a failure.
/// </summary>
internal sealed class ColumnTypeForm
{
    private const string Suffix = "_new";

    private readonly AlterColumnType _change;
    private readonly TableInfo _table;
    private readonly ColumnDefinition _column;
    private readonly string _key;
    private readonly string _copy;
    private readonly ImmutableArray<(string Name, CreateIndex Copy)> _indexes;
    private readonly ImmutableArray<(string Name, ConstraintDefinition Copy)> _constraints;

    private ColumnTypeForm(
        AlterColumnType change,
        TableInfo table,
        ColumnDefinition column,
        string key,
        string copy,
        ImmutableArray<(string Name, CreateIndex Copy)> indexes,
        ImmutableArray<(string Name, ConstraintDefinition Copy)> constraints)
    {
        (_change, _table, _column, _key, _copy, _indexes, _constraints) = (change, table, column, key, copy, indexes, constraints);
    }

    private string Table => SqlIdentifier.Quote(_table.Name);

    private string Column => SqlIdentifier.Quote(_column.Name);

    private string Copy => SqlIdentifier.Quote(_copy);

    public ImmutableArray<SqlCommand> Commands
    {
        get
        {
            var commands = ImmutableArray.CreateBuilder<SqlCommand>();
            if (ConversionCheck.IsNeeded(_change, _column.Type))
            {
                commands.Add(ConversionCheck.Of(_table.Name, _column.Name, _change.NewType!, Value));
            }

            commands.Add(new SqlCommand(SqlStatements.AlterTable(_table.Name, $"ADD COLUMN IF NOT EXISTS {Copy} {_change.NewType!.Text}{Collation}")));
            commands.AddRange(Sync.Create);
            commands.Add(Sync.Privileges);
            commands.Add(new SqlCommand(Backfill, SuppressTransaction: true));
            foreach (var (_, copy) in _indexes)
            {
                commands.Add(new SqlCommand(SqlStatements.DropIndex(IndexOf(copy) with { Concurrently = true, IfExists = true }), SuppressTransaction: true));
                commands.Add(new SqlCommand(SqlStatements.CreateIndex(copy), SuppressTransaction: true));
            }

            if (NotNull is { } notNull)
            {
                commands.AddRange(notNull.Proof);
            }

            foreach (var (_, copy) in _constraints)
            {
                commands.Add(new SqlCommand(SqlStatements.AlterTable(
                    _table.Name, "DROP CONSTRAINT IF EXISTS " + SqlIdentifier.Quote(copy.Name!), "ADD " + SqlClauses.Constraint(copy with { NotValid = true }))));
                commands.Add(new SqlCommand(SqlStatements.ValidateConstraint(_table.Name, copy.Name!), SuppressTransaction: true));
            }

            // Without statistics, the first queries on the new column would be planned blindly.
            commands.Add(new SqlCommand($"ANALYZE {Table} ({Copy})", SuppressTransaction: true));
            commands.Add(new SqlCommand(string.Join(";\n", Swap)));
            return commands.ToImmutable();
        }
    }

    private string Collation => _change.Collation is { } collation ? " COLLATE " + SqlIdentifier.Quote(collation) : "";

    private SqlExpression Value => _change.Using is { } value ? value with { Text = "(" + SqlClauses.Expression(value) + ")" } : new SqlExpression(Column);

    private ProvingCheck? NotNull => _table.IsNotNull(_column.Name) == true ? NotNullForm.Check(_table.Name, [_copy], _table) : null;

    /// <summary>Only the first column is written by anyone: nothing has to come back.</summary>
    private SyncTriggerForm Sync => new(_table.Name, _column.Name, _copy)
    {
        IsOneWay = true,
        Forth = _change.Using is { } value ? $"(SELECT ({SqlClauses.Expression(value)}) FROM (SELECT NEW.{Column}) AS given({Column}))" : null,
        KeepsSearchPath = _change.Using is not null && (!_change.Using.Functions.IsEmpty || _change.Using.Uses.Any(static u => u.Target is { } target && !TypeNames.IsCore(target))),
    };

    /// <summary>A cast of NULL is NULL: these rows are done already.</summary>
    private string Backfill => BackfillBlock.Write(
        _table.Name,
        _key,
        _copy,
        Value,
        NotNull is null && _change.Using is null or { ConvertedColumn: not null } ? $"t.{Column} IS NOT NULL" : null);

    /// <summary>
    /// The first statement takes the lock of all the others; none of them reads a row. Indexes and constraints of the old column go with it. NOT NULL comes when the column has its name: PostgreSQL 18
    /// names the constraint after it.
    /// </summary>
    private IEnumerable<string> Swap =>
    [
        .. Sync.Drop.Select(static c => c.Text),
        SqlStatements.AlterTable(_table.Name, "DROP COLUMN " + Column),
        SqlStatements.AlterTable(_table.Name, $"RENAME COLUMN {Copy} TO {Column}"),
        .. NotNull is { } notNull ? [NotNullForm.SetNotNull(_table.Name, _column.Name), notNull.Drop.Text] : ImmutableArray<string>.Empty,
        .. _column.Default is { } value
            ? [SqlStatements.AlterTable(_table.Name, $"ALTER COLUMN {Column} SET DEFAULT {SqlClauses.Expression(value).TrimEnd()}")]
            : ImmutableArray<string>.Empty,
        .. _indexes.Select(i => $"ALTER INDEX {SqlIdentifier.Quote(IndexOf(i.Copy).Index)} RENAME TO {SqlIdentifier.Quote(i.Name)}"),
        .. _constraints.Select(c => SqlStatements.AlterTable(_table.Name, $"RENAME CONSTRAINT {SqlIdentifier.Quote(c.Copy.Name!)} TO {SqlIdentifier.Quote(c.Name)}")),
        .. _column.Comment is { } comment ? [$"COMMENT ON COLUMN {Table}.{Column} IS {SqlClauses.Text(comment)}"] : ImmutableArray<string>.Empty,
    ];

    /// <summary>Null where something of the table or the column cannot be carried over, or is not known.</summary>
    public static ColumnTypeForm? TryCreate(AlterColumnType change, SchemaCatalog catalog)
    {
        if (catalog.Find(change.Table) is not { IsComplete: true, HasUnlistedColumns: false, Objects.IsEmpty: true, OfType: null, Persistence: not TablePersistence.Temporary } table
            || !ColumnCopy.CanReplace(change, catalog)
            || table.Column(change.Column) is not { Generated: GeneratedKind.None, Type.IsSerial: false, Default: null or { IsConstant: true } } column
            || change.Collation?.Contains('.') == true
            || BackfillBlock.KeyOf(table) is not { } key
            || key == column.Name)
        {
            return null;
        }

        var copy = SqlIdentifier.WithSuffix(column.Name, Suffix);
        if (table.Column(copy) is not null)
        {
            return null;
        }

        var indexes = ImmutableArray.CreateBuilder<(string Name, CreateIndex Copy)>();
        foreach (var index in table.Indexes.Where(i => i.Mentions(column.Name)))
        {
            if (CopyOf(index, table, column.Name, copy) is not { } copied || catalog.HasRelation(IndexOf(copied).Index))
            {
                return null;
            }

            indexes.Add((index.Name, copied));
        }

        var constraints = ImmutableArray.CreateBuilder<(string Name, ConstraintDefinition Copy)>();
        foreach (var constraint in table.Constraints.Where(c => ConstraintReplay.Mentions(c, column.Name)))
        {
            if (CopyOf(constraint, column.Name, copy) is not { } copied || table.Constraint(copied.Name!) is not null)
            {
                return null;
            }

            constraints.Add((constraint.Name!, copied));
        }

        return new ColumnTypeForm(change, table, column, key, copy, indexes.ToImmutable(), constraints.ToImmutable());
    }

    /// <summary>A second unique index would turn ON CONFLICT over the first one into an error, when two insert the same at the same time.</summary>
    private static CreateIndex? CopyOf(IndexInfo index, TableInfo table, string column, string copy)
    {
        var definition = index.Definition;
        if (index.IsInvalid
            || definition is not { Unique: false, Only: false, Tablespace: null, Parameters.IsEmpty: true }
            || index.Name == table.ClusteredOn || index.Name == table.ReplicaIdentity)
        {
            return null;
        }

        var keys = ImmutableArray.CreateBuilder<IndexKey>();
        foreach (var key in definition.Keys)
        {
            if (key.Column == column && key is not { Collation: null, OperatorClass: null })
            {
                return null;
            }

            var expression = key.Expression is { } over ? ColumnInExpression.Replace(over, column, copy) : null;
            if (key.Expression is not null && expression is null)
            {
                return null;
            }

            keys.Add(key with { Column = key.Column == column ? copy : key.Column, Expression = expression });
        }

        var filter = definition.Filter is { } condition ? ColumnInExpression.Replace(condition, column, copy) : null;
        return definition.Filter is not null && filter is null ? null : definition with
        {
            Name = SqlIdentifier.WithSuffix(index.Name, Suffix),
            Keys = keys.ToImmutable(),
            Filter = filter,
            Include = [.. definition.Include.Select(c => c == column ? copy : c)],
            Concurrently = true,
            IfNotExists = false,
        };
    }

    private static ConstraintDefinition? CopyOf(ConstraintDefinition constraint, string column, string copy)
    {
        if (constraint is not { Name: { } name, NotValid: false, NotEnforced: false })
        {
            return null;
        }

        ConstraintDefinition? copied = constraint switch
        {
            ForeignKeyConstraint { OnDeleteColumns.IsEmpty: true, HasPeriod: false } key => key with { Columns = [.. key.Columns.Select(c => c == column ? copy : c)] },
            CheckConstraint check when ColumnInExpression.Replace(check.Expression, column, copy) is { } expression => check with { Expression = expression },
            _ => null,
        };
        return copied is null ? null : copied with { Name = SqlIdentifier.WithSuffix(name, Suffix) };
    }

    private static DropIndex IndexOf(CreateIndex index) => new(index.Table with { Name = index.Name! }, index.Table) { Origin = index.Origin };
}
