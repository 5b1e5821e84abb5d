using System.Collections.Immutable;
using System.Text;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.SafeForms;

/// <summary>
/// A statement that writes many rows, in batches: it walks along a key of the table, and each batch is a transaction of its own. When it breaks off, it can run again.
/// </summary>
/// <param name="Text">The statement.</param>
/// <param name="Key">The columns to walk by.</param>
/// <param name="NotCopied">INSERT: which rows of the source are not there yet; null or empty where the statement leaves them out by itself.</param>
internal sealed record BatchedWriteForm(RowWriteText Text, ImmutableArray<string> Key, string? NotCopied)
{
    private const string Variables = "batch_first batch_last batch_end found";

    /// <summary>The table that is written.</summary>
    public RelationName Target => Names.Of(ReadRelations.Target(Text.Root));

    /// <summary>Which rows, apart from the batch.</summary>
    public string? Where => string.IsNullOrEmpty(NotCopied) ? Text.Where : Text.WherePart is { } where ? where + " AND " + NotCopied : NotCopied;

    /// <summary>Null where the batches could give another result than the statement, or could not be repeated.</summary>
    public static BatchedWriteForm? TryCreate(string statement, SchemaCatalog catalog)
    {
        if (RowWriteText.TryRead(statement) is not { } text
            || WalkingKey.Of(text.Table, catalog) is not { IsEmpty: false } key
            || ReadsWhatItWrites(text.Root, catalog))
        {
            return null;
        }

        var table = catalog.Find(text.Table)!;
        var words = Variables.Split(' ').SelectMany(w => Enumerable.Range(0, key.Length + 1).Select(n => n == 0 ? w : w + "_" + n));
        var taken = new HashSet<string>(new SqlTokens(statement) is var tokens ? Enumerable.Range(0, tokens.Count).Select(i => tokens.TextOf(i, i + 1)) : [], StringComparer.OrdinalIgnoreCase);
        if (words.Any(w => taken.Contains(w) || table.Column(w) is not null))
        {
            return null;
        }

        return text.Root switch
        {
            UpdateStmt update when IsBatchable(update, text, key, table) => new BatchedWriteForm(text, key, null),
            DeleteStmt when !References(table, null) => new BatchedWriteForm(text, key, null),
            InsertStmt insert when CopiedRows.Missing(insert, text, key, catalog) is { } missing => new BatchedWriteForm(text, key, missing),
            _ => null,
        };
    }

    private static bool IsBatchable(UpdateStmt update, RowWriteText text, ImmutableArray<string> key, TableInfo table)
    {
        var assigned = update.TargetList.OfType<ResTarget>().Select(static t => t.Name!).ToList();
        return !assigned.Any(a => key.Contains(a, StringComparer.Ordinal) || References(table, a)) && RepeatableUpdate.Is(update, text);
    }

    /// <summary>Rows of the table refer to others of it, which one statement checks at its end, and batches at the end of each.</summary>
    /// <param name="column">The column that they refer to; null: any.</param>
    private static bool References(TableInfo table, string? column) => table.Constraints.OfType<ForeignKeyConstraint>().Any(f =>
        f.ReferencedTable.Equals(table.Name)
        && (column is null ? f.OnDelete is ReferentialAction.NoAction or ReferentialAction.Restrict : f.ReferencedColumns.IsEmpty || f.ReferencedColumns.Contains(column, StringComparer.Ordinal)));

    /// <summary>A later batch would see what an earlier one has written.</summary>
    private static bool ReadsWhatItWrites(PgNode root, SchemaCatalog catalog)
    {
        var target = Names.Of(ReadRelations.Target(root));
        var reads = ReadRelations.Of(root);
        return reads.Any(r => r.Name == target.Name) || catalog.ViewsOf(target).Any(v => reads.Contains(v.Name));
    }

    /// <summary>A DO block, which must not run in a transaction: it commits.</summary>
    public string Block()
    {
        var tag = (Text.Head + Where + Text.Tail).Contains("$$") ? "$batches$" : "$$";
        var from = (Text.Walked.Inh ? "" : "ONLY ") + SqlIdentifier.Quote(Text.Table);
        var (columns, descending) = (List("t.{0}", ", "), List("t.{0} DESC", ", "));
        var (first, last, end) = (Variable("batch_first"), Variable("batch_last"), Variable("batch_end"));
        var row = Row("t");
        var own = Row(SqlIdentifier.Quote(Text.RowName));
        var range = $"{own} >= {InRow(first)} AND {own} <= {InRow(last)}";

        // The range of a batch is told by two keys, so that each query finds its rows by the index, and no key type needs a value before its first. The greatest
        // key at the start is the end: an endless stream of new rows does not keep it running. No max(): PostgreSQL has none for uuid before 18.
        var block = new StringBuilder("DO ").Append(tag).Append("\nDECLARE\n");
        foreach (var name in new[] { "batch_first", "batch_last", "batch_end" })
        {
            for (var i = 0; i < Key.Length; i++)
            {
                block.Append("    ").Append(Variable(name)[i]).Append(' ').Append(SqlIdentifier.Quote(Text.Table)).Append('.').Append(SqlIdentifier.Quote(Key[i])).Append("%TYPE;\n");
            }
        }

        block.Append("BEGIN\n")
            .Append($"    SELECT {columns} INTO {Join(first)} FROM {from} AS t ORDER BY {columns} LIMIT 1;\n")
            .Append($"    SELECT {columns} INTO {Join(end)} FROM {from} AS t ORDER BY {descending} LIMIT 1;\n")
            .Append($"    WHILE {first[0]} IS NOT NULL LOOP\n")
            .Append($"        SELECT {List("b.{0}", ", ")} INTO {Join(last)}\n")
            .Append($"        FROM (SELECT {columns} FROM {from} AS t WHERE {row} >= {InRow(first)} AND {row} <= {InRow(end)} ORDER BY {columns} LIMIT {BackfillBlock.BatchRows}) AS b\n")
            .Append($"        ORDER BY {List("b.{0} DESC", ", ")} LIMIT 1;\n")
            .Append("        ").Append(Indented(Text.Head)).Append("\n        WHERE ").Append(range);
        if (Text.WherePart is { } where)
        {
            block.Append("\n        AND ").Append(Indented(where));
        }

        block.Append(string.IsNullOrEmpty(NotCopied) ? "" : "\n        AND " + NotCopied)
            .Append(Text.Tail.Length == 0 ? "" : "\n        " + Indented(Text.Tail)).Append(";\n")
            .Append("        COMMIT;\n")
            .Append($"        SELECT {columns} INTO {Join(first)} FROM {from} AS t WHERE {row} > {InRow(last)} AND {row} <= {InRow(end)} ORDER BY {columns} LIMIT 1;\n")
            .Append("    END LOOP;\nEND ").Append(tag);
        return block.ToString();
    }

    private string Row(string table) => Key.Length == 1 ? table + "." + SqlIdentifier.Quote(Key[0]) : "(" + List(table + ".{0}", ", ") + ")";

    private string List(string format, string separator) => string.Join(separator, Key.Select(k => format.Replace("{0}", SqlIdentifier.Quote(k))));

    private ImmutableArray<string> Variable(string name) => Key.Length == 1 ? [name] : [.. Enumerable.Range(1, Key.Length).Select(n => name + "_" + n)];

    private static string Join(ImmutableArray<string> names) => string.Join(", ", names);

    private static string InRow(ImmutableArray<string> names) => names.Length == 1 ? names[0] : "(" + Join(names) + ")";

    /// <summary>Lines after the first stand where the block has them, unless a string goes over them.</summary>
    private static string Indented(string text)
    {
        text = text.Replace("\r\n", "\n");
        if (text.IndexOf('\n') < 0 || !new SqlTokens(text).EndsWithItsLines)
        {
            return text;
        }

        var lines = text.Split('\n');
        var common = lines.Skip(1).Where(static l => l.Trim().Length > 0).Select(static l => l.Length - l.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join("\n", lines.Select((l, i) => i == 0 ? l.TrimEnd() : l.Trim().Length == 0 ? "" : "        " + l.Substring(common).TrimEnd()));
    }
}
