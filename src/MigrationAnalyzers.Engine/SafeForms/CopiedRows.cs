using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// How an INSERT ... SELECT that broke off after some of its rows can run again: the columns of the target that say which rows of the source are there already.
/// </summary>
internal static class CopiedRows
{
    /// <summary>The condition for rows that are not copied yet; empty where ON CONFLICT leaves them out; null where that cannot be told.</summary>
    /// <param name="key">Of the source.</param>
    public static string? Missing(InsertStmt insert, RowWriteText text, ImmutableArray<string> key, SchemaCatalog catalog)
    {
        var target = Names.Of(insert.Relation);
        if (insert.OnConflictClause is { Action: not OnConflictAction.ONCONFLICT_NOTHING }
            || catalog.Find(target) is not { } info
            || Mapped(insert, text, key, info, catalog.Find(text.Table)) is not { IsEmpty: false } mapped
            || info.Constraints.OfType<ForeignKeyConstraint>().Any(f => f.ReferencedTable.Equals(target)))
        {
            return null;
        }

        // Where they are no key of the target, rows that it had before may look as if they were copied. Where they are, such rows would make the statement itself fail.
        if (!info.IsKey([.. mapped.Select(static m => m.Column)]))
        {
            return null;
        }

        var pairs = mapped.Select(m => $"copied.{SqlIdentifier.Quote(m.Column)} = {SqlIdentifier.Quote(text.RowName)}.{SqlIdentifier.Quote(m.Source)}");
        return insert.OnConflictClause is not null ? "" : $"NOT EXISTS (SELECT FROM {SqlIdentifier.Quote(target)} AS copied WHERE {string.Join(" AND ", pairs)})";
    }

    /// <summary>The columns of the target that get the key; empty where some of it is left out.</summary>
    private static ImmutableArray<(string Column, string Source)> Mapped(InsertStmt insert, RowWriteText text, ImmutableArray<string> key, TableInfo target, TableInfo? source)
    {
        var columns = insert.Cols.Count > 0 ? insert.Cols.OfType<ResTarget>().Select(static c => c.Name!).ToList()
            : target is { IsComplete: true, HasUnlistedColumns: false } ? target.Columns.Select(static c => c.Name).ToList()
            : [];
        var values = ValuesOf(text, source);
        var mapped = ImmutableArray.CreateBuilder<(string, string)>(key.Length);
        foreach (var part in key)
        {
            var before = mapped.Count;
            for (var i = 0; i < values.Count && i < columns.Count; i++)
            {
                if (string.Equals(values[i], part, StringComparison.Ordinal))
                {
                    mapped.Add((columns[i], part));
                }
            }

            if (mapped.Count == before)
            {
                return [];
            }
        }

        return mapped.ToImmutable();
    }

    /// <summary>The column of the source that each value is, null for any other; empty where they cannot be counted.</summary>
    private static List<string?> ValuesOf(RowWriteText text, TableInfo? source)
    {
        var select = (SelectStmt)((InsertStmt)text.Root).SelectStmt!;
        var isAlone = select.FromClause is [RangeVar];
        var values = new List<string?>();
        foreach (var node in select.TargetList)
        {
            switch (node)
            {
                case ResTarget { Val: ColumnRef { Fields: [A_Star] } } when isAlone && source is { IsComplete: true, HasUnlistedColumns: false }:
                    values.AddRange(source.Columns.Select(static c => c.Name));
                    break;
                case ResTarget { Val: ColumnRef { Fields: [.., A_Star] } }:
                    return [];
                case ResTarget { Val: ColumnRef { Fields: [StringNode name] } } when isAlone:
                    values.Add(name.Sval);
                    break;
                case ResTarget { Val: ColumnRef { Fields: [StringNode table, StringNode name] } } when table.Sval == text.RowName:
                    values.Add(name.Sval);
                    break;
                default:
                    values.Add(null);
                    break;
            }
        }

        return values;
    }
}
