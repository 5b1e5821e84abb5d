using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// A column with two names while two versions of the application run: a second column with the new name, which a trigger keeps equal to the one that is there. In the end the second one goes and the
/// first takes its name, with all that belongs to it: constraints, indexes, default, statistics, and what depends on it.
/// </summary>
internal sealed class RenamedColumnForm
{
    private readonly RenameColumn _rename;
    private readonly SyncTriggerForm _pair;
    private readonly ColumnDefinition _column;
    private readonly (ImmutableArray<SqlCommand> There, ImmutableArray<SqlCommand> Back) _filling;

    private RenamedColumnForm(RenameColumn rename, ColumnDefinition column, (ImmutableArray<SqlCommand> There, ImmutableArray<SqlCommand> Back) filling)
    {
        (_rename, _column, _filling) = (rename, column, filling);
        _pair = new SyncTriggerForm(rename.Table, rename.Column, rename.NewName) { Default = column.Nullable == true ? column.Default : null };
    }

    /// <summary>The second column, from which and to which everything is copied. Can be run again after a failure.</summary>
    public ImmutableArray<SqlCommand> Expand => [.. Add(_pair), .. _filling.There];

    /// <summary>Before the second column is dropped and the first takes its name.</summary>
    public ImmutableArray<SqlCommand> BeforeContract => [Check, .. _pair.Drop];

    /// <summary>Takes <see cref="Expand"/> back.</summary>
    public ImmutableArray<SqlCommand> Cancel => [.. BeforeContract, new SqlCommand(SqlStatements.AlterTable(_rename.Table, $"DROP COLUMN {SqlIdentifier.Quote(_rename.NewName)}"))];

    /// <summary>
    /// What <see cref="Expand"/> has left, from the column with its new name: a second column with the old one, and when that is full the two change names in one transaction. Can be run again after a
    /// failure up to that transaction, which also takes the migration off the history.
    /// </summary>
    public ImmutableArray<SqlCommand> Reopen
    {
        get
        {
            var between = SyncTriggerForm.Shortened("sync", _rename.Column, _rename.NewName);
            return
            [
                .. Add(_pair.Mirrored),
                .. _filling.Back,
                Rename(_rename.NewName, between),
                Rename(_rename.Column, _rename.NewName),
                Rename(between, _rename.Column),
                _pair.CreateFunction,
            ];
        }
    }

    /// <summary>Null where the migrations do not tell all that it takes, and where a trigger cannot keep two columns equal.</summary>
    /// <param name="before">The schema right before the rename.</param>
    /// <param name="after">Right after it.</param>
    public static RenamedColumnForm? TryCreate(RenameColumn rename, SchemaCatalog before, SchemaCatalog after)
    {
        if (before.Find(rename.Table) is not { PartitionOf: null, IsPartitioned: false, Inherits.IsEmpty: true, OfType: null, HasUnlistedColumns: false } table
            || !(table.IsComplete || table.IsModelled)
            || !before.Descendants(rename.Table).IsEmpty
            || table.Column(rename.NewName) is not null
            || table.Column(rename.Column) is not { Type.IsSerial: false, Generated: GeneratedKind.None, Nullable: { } nullable } column
            || (nullable && column.Default is { IsConstant: false })
            // It would fire after the trigger of the pair and could change one of the two alone, or only when the one is named that the old version knows.
            || table.Objects.Any(o => o.Kind == TableObjectKind.Trigger && (string.CompareOrdinal(o.Name, "~") > 0 || o.Uses(rename.Column)))
            || after.Find(rename.Table) is not { } renamed
            || Filling(table, rename.Column, rename.NewName, before, rename.Origin) is not { } there
            || Filling(renamed, rename.NewName, rename.Column, after, rename.Origin) is not { } back)
        {
            return null;
        }

        return new RenamedColumnForm(rename, column, (there, back));
    }

    private static ImmutableArray<SqlCommand>? Filling(TableInfo table, string from, string to, SchemaCatalog catalog, Origin origin)
    {
        var (name, source, target) = (SqlIdentifier.Quote(table.Name), SqlIdentifier.Quote(from), SqlIdentifier.Quote(to));
        return BatchedWriteForm.TryCreate($"UPDATE {name} SET {target} = {source} WHERE {target} IS NULL AND {source} IS NOT NULL", catalog) is { } rows
            && IndexCopies.Write(table, from, to, origin) is { } indexes
            ? [new SqlCommand(rows.Block(), SuppressTransaction: true), .. indexes, new SqlCommand($"ANALYZE {name} ({target})")]
            : null;
    }

    /// <summary>Rows that are there stay as they are for the time being: ADD COLUMN ... DEFAULT would give them the default, SET DEFAULT does not.</summary>
    private ImmutableArray<SqlCommand> Add(SyncTriggerForm pair)
    {
        var column = SqlClauses.ColumnAndType(_column with { Name = pair.Copy })!;
        ImmutableArray<string> actions = pair.Default is { } value
            ? ["ADD COLUMN IF NOT EXISTS " + column, $"ALTER COLUMN {SqlIdentifier.Quote(pair.Copy)} SET DEFAULT {SqlClauses.Expression(value).TrimEnd()}"]
            : ["ADD COLUMN IF NOT EXISTS " + column];
        return [new SqlCommand(SqlStatements.AlterTable(pair.Table, [.. actions])), .. pair.Create, pair.Privileges];
    }

    /// <summary>The trigger may have been off for a time. Reads all rows, under no more than a reader's lock.</summary>
    private SqlCommand Check
    {
        get
        {
            var (table, column, copy) = (SqlIdentifier.Quote(_rename.Table), SqlIdentifier.Quote(_rename.Column), SqlIdentifier.Quote(_rename.NewName));
            var message = SqlClauses.Text($"Rows of {table} have something else in {copy} than in {column}".Replace("%", "%%"));
            return new($"""
                DO $check$
                BEGIN
                    IF EXISTS (SELECT FROM {table} AS t WHERE {SyncTriggerForm.Differ("t." + copy, "t." + column)}) THEN
                        RAISE EXCEPTION {message};
                    END IF;
                END $check$
                """.Replace("\r\n", "\n"));
        }
    }

    private SqlCommand Rename(string column, string name) =>
        new(SqlStatements.AlterTable(_rename.Table, $"RENAME COLUMN {SqlIdentifier.Quote(column)} TO {SqlIdentifier.Quote(name)}"));
}
