using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// A column with a volatile default, added without rewriting the table: ADD COLUMN and SET DEFAULT in one ALTER TABLE leave existing rows
/// alone (measured on PostgreSQL 12 to 18), a backfill fills them, and a CHECK that is validated without blocking proves NOT NULL
/// (PostgreSQL 12 and later take it as proof). All statements can be run again after a failure.
/// </summary>
internal static class VolatileDefaultForm
{
    /// <summary>The whole form; null where a key to fill the rows by is not known, or the model does not say all of the column.</summary>
    public static ImmutableArray<SqlCommand>? WithBackfill(AddColumn add, SchemaCatalog catalog)
    {
        if (!IsSupported(add) || BackfillBlock.KeyOf(catalog.Find(add.Table)) is not { } key || Column(add, ifNotExists: true) is not { } statement)
        {
            return null;
        }

        var column = add.Column;
        var commands = ImmutableArray.CreateBuilder<SqlCommand>();
        commands.Add(statement);
        commands.Add(new SqlCommand(BackfillBlock.Write(add.Table, key, column.Name, column.Default!), SuppressTransaction: true));
        if (column.Nullable == false)
        {
            commands.AddRange(NotNullForm.Check(add.Table, [column.Name], catalog.Find(add.Table)).Around(NotNullForm.SetNotNull(add.Table, column.Name)));
        }

        return WithComment(commands, add);
    }

    /// <summary>Only the column: rows that exist keep NULL in it. Null for a required column.</summary>
    public static ImmutableArray<SqlCommand>? WithoutBackfill(AddColumn add)
    {
        if (!IsSupported(add) || add.Column.Nullable != true || Column(add, add.IfNotExists) is not { } statement)
        {
            return null;
        }

        var commands = ImmutableArray.CreateBuilder<SqlCommand>();
        commands.Add(statement);
        return WithComment(commands, add);
    }

    private static bool IsSupported(AddColumn add) =>
        add is { IfTableExists: false, Constraints.IsEmpty: true, Column: { Type.IsSerial: false, Nullable: not null, Default: not null, Generated: GeneratedKind.None } };

    /// <param name="ifNotExists">What follows commits: after a failure there the migration begins again with this statement.</param>
    private static SqlCommand? Column(AddColumn add, bool ifNotExists) => SqlClauses.ColumnAndType(add.Column) is { } column
        ? new SqlCommand(SqlStatements.AlterTable(
            add.Table,
            (ifNotExists ? "ADD COLUMN IF NOT EXISTS " : "ADD COLUMN ") + column,
            $"ALTER COLUMN {SqlIdentifier.Quote(add.Column.Name)} SET DEFAULT {SqlClauses.Expression(add.Column.Default!).TrimEnd()}"))
        : null;

    private static ImmutableArray<SqlCommand> WithComment(ImmutableArray<SqlCommand>.Builder commands, AddColumn add)
    {
        if (add.Column.Comment is { } comment)
        {
            commands.Insert(1, new SqlCommand(
                "COMMENT ON COLUMN " + SqlIdentifier.Quote(add.Table) + "." + SqlIdentifier.Quote(add.Column.Name) + " IS " + SqlClauses.Text(comment)));
        }

        return commands.ToImmutable();
    }
}
