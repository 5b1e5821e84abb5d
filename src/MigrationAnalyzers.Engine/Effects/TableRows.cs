using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>The rows that the statements so far left in a table.</summary>
/// <param name="Sure">Rows that are there: the values of columns as far as they are known, null for NULL.</param>
/// <param name="Possible">Rows that may have been deleted.</param>
/// <param name="AreAll">There are no others.</param>
internal sealed record TableRows(List<Dictionary<string, PredicateConstant?>> Sure, List<Dictionary<string, PredicateConstant?>> Possible, bool AreAll)
{
    private static readonly TableRows None = new([], [], AreAll: false);

    public static TableRows Of(RelationName name, SchemaCatalog catalog)
    {
        // Where the history is not whole, an application may have changed them in between: they would be computed for nothing at each keystroke.
        if (!catalog.IsWhole || catalog.Find(name) is not { IsComplete: true, HasUnlistedColumns: false } table || (table.Rows.Changes.IsEmpty && !table.Rows.AreAll))
        {
            return None;
        }

        var rows = new TableRows([], [], table.Rows.AreAll);
        foreach (var change in table.Rows.Changes)
        {
            rows.Apply(change, table, catalog);
        }

        return rows;
    }

    /// <summary>
    /// The columns of each row that the UPDATE reaches surely get the values that they have. Only where the whole history is known: an application may have
    /// changed them in between.
    /// </summary>
    public static bool Keeps(TableInfo table, ImmutableArray<string> columns, RowsUpdated update, SchemaCatalog catalog)
    {
        if (Of(table.Name, catalog) is not { AreAll: true } rows)
        {
            return false;
        }

        foreach (var row in rows.Sure.Concat(rows.Possible))
        {
            var after = new Dictionary<string, PredicateConstant?>(row, StringComparer.Ordinal);
            Update(after, update, table, catalog);
            foreach (var column in columns)
            {
                if (!row.TryGetValue(column, out var old) || !after.TryGetValue(column, out var value) || !Equals(old, value))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void Apply(RowChange change, TableInfo table, SchemaCatalog catalog)
    {
        switch (change)
        {
            case RowsInserted inserted:
                Insert(inserted, table, catalog);
                break;

            case RowsUpdated updated:
                foreach (var row in Sure.Concat(Possible))
                {
                    Update(row, updated, table, catalog);
                }

                break;

            case RowsDeleted deleted:
                Possible.RemoveAll(row => Evaluate(deleted.Where, row, table) == ConditionResult.True);
                Possible.AddRange(Sure.Where(row => Evaluate(deleted.Where, row, table) == ConditionResult.Unknown));
                Sure.RemoveAll(row => Evaluate(deleted.Where, row, table) is ConditionResult.True or ConditionResult.Unknown);
                break;
        }
    }

    private void Insert(RowsInserted inserted, TableInfo table, SchemaCatalog catalog)
    {
        var (first, last) = inserted.Series is { } series ? (series.From, series.To) : (0, 0);
        for (var number = first; number <= last; number++)
        {
            var source = new Dictionary<string, PredicateConstant?>(StringComparer.Ordinal);
            if (inserted.Series is { Name: var name })
            {
                source[name] = RowValues.Whole(number);
            }

            foreach (var values in inserted.Rows)
            {
                var row = new Dictionary<string, PredicateConstant?>(StringComparer.Ordinal);
                for (var i = 0; i < values.Length; i++)
                {
                    RowValues.Set(row, inserted.Columns[i], values[i], source, table, catalog);
                }

                Sure.Add(row);
            }
        }
    }

    private static void Update(Dictionary<string, PredicateConstant?> row, RowsUpdated update, TableInfo table, SchemaCatalog catalog)
    {
        var matches = Evaluate(update.Where, row, table);
        if (matches is not (ConditionResult.True or ConditionResult.Unknown))
        {
            return;
        }

        var before = new Dictionary<string, PredicateConstant?>(row, StringComparer.Ordinal);
        foreach (var value in update.Values)
        {
            RowValues.Set(row, value.Key, matches == ConditionResult.True ? value.Value : null, before, table, catalog);
        }

        // They follow from what was changed.
        foreach (var column in table.Columns)
        {
            if (column.Generated != GeneratedKind.None)
            {
                row.Remove(column.Name);
            }
        }
    }

    private static ConditionResult Evaluate(Predicate? where, Dictionary<string, PredicateConstant?> row, TableInfo table) =>
        where is null ? ConditionResult.True : ConditionOver(row, table).Evaluate(where);

    public static KnownCondition ConditionOver(Dictionary<string, PredicateConstant?> row, TableInfo table) =>
        new(operand => row.TryGetValue(operand, out var value) ? new KnownValue(value, value?.Type ?? table.Column(operand)?.Type?.Name) : null);
}
