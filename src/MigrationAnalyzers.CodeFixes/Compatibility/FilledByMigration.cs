using System.Collections.Immutable;
using MigrationAnalyzers.CodeFixes.NewMigrations;
using MigrationAnalyzers.CodeFixes.Writing;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Reversal;
using MigrationAnalyzers.Engine.SafeForms;

namespace MigrationAnalyzers.CodeFixes.Compatibility;

/// <summary>Columns that a migration adds and fills from those that it drops, and the trigger that goes on with it until they are gone.</summary>
/// <param name="Update">The statement of Up that fills them.</param>
/// <param name="Undoing">The statement of Down that fills the dropped ones again; null where the trigger does not do so either.</param>
/// <param name="Drops">The statements that drop the columns.</param>
internal sealed record FilledByMigration(BodyStatement Update, BodyStatement? Undoing, FilledColumnsForm Form, ImmutableArray<BodyStatement> Drops)
{
    /// <param name="drops">The columns that are to be dropped in a migration of its own.</param>
    /// <param name="bothWays">With what Down says of the other direction.</param>
    public static IReadOnlyList<FilledByMigration> Of(MigrationClass migration, IReadOnlyList<Move> drops, bool bothWays)
    {
        if (drops.Count == 0)
        {
            return [];
        }

        var after = migration.Before.Apply(migration.Migration.Up);
        var filled = new List<FilledByMigration>();
        foreach (var (statement, update) in UpdatesOf(migration.Up))
        {
            if (migration.Before.Find(update.Table) is { } before && after.Find(update.Table) is { } left)
            {
                var added = left.Columns.Where(c => before.Column(c.Name) is null).ToList();
                var dropped = drops.Where(d => DropOf(d.Statement).Table.Equals(update.Table)).Select(d => Meanwhile(migration, d)).ToList();
                var catalog = migration.CatalogBefore(statement);
                var (undoing, back) = bothWays && migration.Down is { } down ? UpdatesOf(down).FirstOrDefault(d => IsInTransaction(d.Statement) && d.Update.Table.Equals(update.Table)) : default;
                var form = back is null ? null : FilledColumnsForm.TryCreate(update, added, dropped, catalog, back);
                undoing = form is null ? null : undoing;
                if ((form ?? FilledColumnsForm.TryCreate(update, added, dropped, catalog)) is { } found)
                {
                    filled.Add(new FilledByMigration(
                        statement,
                        undoing,
                        found,
                        [.. drops.Select(static d => d.Statement).Where(d => DropOf(d) is var drop && drop.Table.Equals(update.Table) && found.Sources.Contains(drop.Column))]));
                }
            }
        }

        return filled;
    }

    /// <summary>The first of the columns that the trigger reads brings it along. It knows them by their defaults, whichever Down gives them.</summary>
    public Move Join(Move drop)
    {
        if (!Drops.Contains(drop.Statement))
        {
            return drop;
        }

        ImmutableArray<WrittenCall> ends = drop.DownEnds.IsEmpty ? drop.Stays : drop.DownEnds;
        return !ReferenceEquals(drop.Statement, Drops[0]) ? drop with { DownEnds = ends } : drop with
        {
            Ahead = [.. drop.Ahead, (Update, Calls(Form.Create))],
            GoesAhead = [.. drop.GoesAhead, .. Calls(Form.Drop)],
            DownStays = [.. Calls(Form.Drop), .. drop.DownStays],
            DownAlso = Undoing is null ? drop.DownAlso : [.. drop.DownAlso, Undoing],
            DownEnds = [.. ends, .. Calls(Form.Create)],
        };
    }

    private static ImmutableArray<WrittenCall> Calls(ImmutableArray<SqlCommand> commands) => [.. commands];

    /// <summary>Those whose columns nothing else in the migration writes: a trigger would have to do that too, in the same order.</summary>
    private static IEnumerable<(BodyStatement Statement, WriteRows Update)> UpdatesOf(MigrationMethod method) =>
        from statement in method.Statements
        where statement.IsMovable && statement.Runs.Length == 1
        from update in statement.Operations.OfType<WriteRows>()
        where !method.Statements.SelectMany(static s => s.Operations).OfType<WriteRows>().Any(other =>
            !ReferenceEquals(other, update) && other.Table.Equals(update.Table) && (other.Columns.IsEmpty || other.Columns.Any(c => update.Columns.Contains(c))))
        select (statement, update);

    /// <summary>Nobody writes between the column that is added, its rows, and the trigger.</summary>
    private static bool IsInTransaction(BodyStatement statement) => statement.Runs.All(static r => r is { Transaction: not null, TransactionIsKnown: true });

    private static DropColumn DropOf(BodyStatement statement) => statement.MainOperations.OfType<DropColumn>().First();

    /// <summary>The column with the default that it has until it is dropped.</summary>
    private static ColumnDefinition Meanwhile(MigrationClass migration, Move move)
    {
        var drop = DropOf(move.Statement);
        var column = migration.CatalogBefore(move.Statement).Find(drop.Table)!.Column(drop.Column)!;
        return move.Stays.IsEmpty ? column : column with { Default = ZeroValue.Of(column.Type!) };
    }
}
