using PgQuery;

namespace MigrationAnalyzers.CodeFixes.Sql;

/// <summary>A text in which two parse trees of the same shape differ.</summary>
/// <param name="Owner">PostgreSQL's name of the node that it belongs to: for an element of a list of names or targets, the node that has the list.</param>
/// <param name="Field">The field of that node.</param>
internal readonly record struct TreeDifference(string Owner, string Field, string Before, string After)
{
    /// <summary>All of them; null where the shape differs. Positions do not count.</summary>
    public static IReadOnlyList<TreeDifference>? Between(PgNode before, PgNode after)
    {
        var found = new List<TreeDifference>();
        return Compare(before, after, before.Kind, "", found) ? found : null;
    }

    private static bool Compare(PgNode before, PgNode after, string owner, string field, List<TreeDifference> found)
    {
        var (a, b) = (before.GetFields(), after.GetFields());
        if (!string.Equals(before.Kind, after.Kind, StringComparison.Ordinal) || a.Count != b.Count)
        {
            return false;
        }

        for (var i = 0; i < a.Count; i++)
        {
            // A ResTarget is a column in INSERT and UPDATE, and a name for a result in SELECT.
            var isName = before.Kind == "String" || (before.Kind == "ResTarget" && a[i].Name == "name");
            var (place, name) = isName ? (owner, field) : (before.Kind, a[i].Name);
            if (!string.Equals(a[i].Name, b[i].Name, StringComparison.Ordinal) || !Compare(a[i], b[i], place, name, found))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Compare(PgField before, PgField after, string owner, string field, List<TreeDifference> found)
    {
        if (before.Node is { } node)
        {
            return after.Node is { } other && Compare(node, other, owner, field, found);
        }

        if (before.IsList)
        {
            var (a, b) = (before.List, after.List);
            return after.IsList && a.Count == b.Count && Enumerable.Range(0, a.Count).All(i => Compare(a[i], b[i], owner, field, found));
        }

        if (before.Text is { } text)
        {
            if (after.Text is not { } changed)
            {
                return false;
            }

            if (!string.Equals(text, changed, StringComparison.Ordinal))
            {
                found.Add(new TreeDifference(owner, field, text, changed));
            }

            return true;
        }

        // Numbers are positions, or the same.
        return before.Boolean == after.Boolean && (before.Number is null) == (after.Number is null);
    }
}
