using System.Text;
using PgQuery;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>Reads an SQL text as it will be: PostgreSQL's grammar has to accept after an edit what it accepted before.</summary>
internal static class SqlGrammar
{
    public static bool Accepts(string sql, IReadOnlyCollection<SqlTextEdit> edits) => edits.Count == 0 || Errors(Apply(sql, edits)) <= Errors(sql);

    /// <summary>The same for edits of one statement of a long text: where all of them stand in it, the others need not be read again.</summary>
    public static bool Accepts(string sql, IReadOnlyCollection<SqlTextEdit> edits, (int Start, int Length) statement)
    {
        var end = statement.Start + statement.Length;
        return edits.All(e => e.Position >= statement.Start && e.Position + e.Length <= end)
            ? Accepts(sql.Substring(statement.Start, statement.Length), [.. edits.Select(e => e with { Position = e.Position - statement.Start })])
            : Accepts(sql, edits);
    }

    /// <summary>The number of statements that are rejected.</summary>
    public static int Errors(string sql) => PgParser.ParseStatements(sql).Errors.Count;

    public static string Apply(string sql, IEnumerable<SqlTextEdit> edits)
    {
        var text = new StringBuilder(sql);
        foreach (var edit in edits.OrderByDescending(static e => e.Position))
        {
            text.Remove(edit.Position, edit.Length).Insert(edit.Position, edit.Text);
        }

        return text.ToString();
    }
}
