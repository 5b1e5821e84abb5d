using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules.Compatibility;

namespace MigrationAnalyzers.Engine.Rules.Reversibility;

/// <summary>How the columns that an operation touches were before. Defaults, identities, collations and comments are not compared: EF Core does not write all of them back.</summary>
internal static class ExpectedColumns
{
    /// <param name="table">The name of the operation's table before Up.</param>
    public static void Touch(ExpectedState state, AnalyzedOperation analyzed, TableOperation operation, RelationName table)
    {
        switch (operation)
        {
            case AddColumn add:
                if (add.IfNotExists && state.Before.Find(table)?.HasColumn(add.Column.Name) != false)
                {
                    state.Ignore(table, Key(add.Column.Name));
                    return;
                }

                state.Expect(table, Key(add.Column.Name), after => Column(after, table, add.Column.Name) is null ? null : $"column {table}.{add.Column.Name} is still there");
                break;
            case DropColumn drop:
                Drop(state, analyzed, drop, table);
                break;
            case RenameColumn rename:
                Rename(state, rename, table);
                break;
            case AlterColumnType { NewType: { } type } alter when !state.IsSeen(table, Key(alter.Column)):
                if ((state.Before.Find(table)?.Column(alter.Column)?.Type ?? alter.OldType) is { } old && !IsSame(old, type))
                {
                    state.Expect(table, Key(alter.Column) + " type", after => TypeDifference(after, table, alter.Column, old));
                }

                break;
            case SetNotNull set when !state.IsSeen(table, Key(set.Column)) && (set.WasNullable ?? state.Before.Find(table)?.Column(set.Column)?.Nullable) == true:
                state.Expect(table, Key(set.Column) + " null", after => Column(after, table, set.Column) is { Nullable: false } ? $"{table}.{set.Column} is still NOT NULL" : null);
                break;
            case DropNotNull drop when !state.IsSeen(table, Key(drop.Column)) && WasRequired(state, drop, table):
                state.Expect(table, Key(drop.Column) + " null", after => Column(after, table, drop.Column) is { Nullable: true } ? $"{table}.{drop.Column} still takes NULL" : null);
                break;
        }
    }

    private static void Drop(ExpectedState state, AnalyzedOperation analyzed, DropColumn drop, RelationName table)
    {
        var known = state.Before.Find(table)?.Column(drop.Column);
        if (drop.IfExists && known is null)
        {
            state.Ignore(table, Key(drop.Column));
            return;
        }

        var isFirst = !state.IsSeen(table, Key(drop.Column));
        state.Expect(table, Key(drop.Column), after =>
            after.Find(table) is null ? null
            : Column(after, table, drop.Column) is null ? $"column {table}.{drop.Column} is missing"
            : known?.Type is { } type ? TypeDifference(after, table, drop.Column, type)
            : null);
        if (isFirst)
        {
            ExpectedObjects.TouchDroppedWith(state, analyzed, drop, table);
        }
    }

    private static void Rename(ExpectedState state, RenameColumn rename, RelationName table)
    {
        var (old, now) = (rename.Column, rename.NewName);
        if (state.IsSeen(table, Key(old)))
        {
            state.Expect(table, Key(now), after => Column(after, table, now) is null ? null : $"column {table}.{now} is still there");
            return;
        }

        // The catalog follows a rename only of a column that it knows.
        var isKnown = state.Before.Find(table)?.Column(old) is not null;
        state.Ignore(table, Key(now));
        state.Expect(table, Key(old), after => (Column(after, table, old), Column(after, table, now)) switch
        {
            (null, not null) => $"column {table}.{old} is still called {now}",
            (null, null) when isKnown && after.Find(table) is not null => $"column {table}.{old} is missing",
            _ => null,
        });
    }

    /// <summary>EF Core drops NOT NULL only of a column that was required.</summary>
    private static bool WasRequired(ExpectedState state, DropNotNull drop, RelationName table) =>
        state.Before.Find(table)?.Column(drop.Column)?.Nullable is { } nullable ? !nullable : drop.Origin.FrontEnd is FrontEnd.MigrationBuilderCall or FrontEnd.EfOperation;

    private static string? TypeDifference(SchemaCatalog after, RelationName table, string column, SqlType old) =>
        Column(after, table, column) is { Type: { } now } && !IsSame(old, now) ? $"{table}.{column} is {now} instead of {old}" : null;

    private static bool IsSame(SqlType a, SqlType b) => (a with { IsSerial = false }).Equals(b with { IsSerial = false });

    private static ColumnDefinition? Column(SchemaCatalog catalog, RelationName table, string column) => catalog.Find(table)?.Column(column);

    private static string Key(string column) => "column " + column;
}
