using System.Text.RegularExpressions;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.SqlFiles.Layouts;

/// <summary>
/// Sqitch: <c>deploy/name.sql</c>, undone by <c>revert/name.sql</c>, in the order of sqitch.plan. psql runs a script statement by statement, so that only the script's own BEGIN and
/// COMMIT count. What verifies is no migration.
/// </summary>
internal sealed class SqitchLayout : SqlLayout
{
    private static readonly Regex s_path = new("^(?<root>.*?)/?(?<kind>deploy|revert|verify)/(?<change>.+)$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft);

    private static readonly Regex s_planned = new(@"^\s*(?<tag>@?)(?<name>[^\s@%+\-#][^\s]*)", RegexOptions.CultureInvariant);

    /// <summary>A variable of psql: <c>:name</c>, <c>:"name"</c> or <c>:'name'</c>; not a cast, not the bounds of an array.</summary>
    private static readonly Regex s_variable = new(@"(?<=[\s(,.=]):(?:[A-Za-z_]\w*|""[^""\r\n]*""|'[^'\r\n]*')", RegexOptions.CultureInvariant);

    public override MigrationRunner Runner => MigrationRunner.Sqitch;

    public override bool Recognizes(SqlFile file, SqlFileSet files) =>
        PlaceOf(file) is { } place
        && (files.Has(Join(place.Root, "sqitch.plan")) || file.LineComments is [{ Start: 0, Text: var title }, ..] && IsTitle(title));

    public override string HistoryOf(SqlFile file, SqlFileSet files) => PlaceOf(file)?.Root ?? file.Folder;

    public override IEnumerable<SqlScript> Read(SqlFile file, SqlFileSet files, AnalysisOptions options)
    {
        var (root, kind, change) = PlaceOf(file) ?? (file.Folder, "deploy", file.Name);
        if (kind == "verify")
        {
            return [];
        }

        var section = WithoutPsql(file.Whole(Unless(options, ScriptTransaction.EachStatement)), file.Sql);
        var order = OrderIn(files.TextOf(Join(root, "sqitch.plan")), change);
        return [kind == "revert" ? Down(change, order, section) : Up(change, order, section)];
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : folder + "/" + name;

    private static bool IsTitle(string text) =>
        text.StartsWith("Deploy ", StringComparison.Ordinal) || text.StartsWith("Revert ", StringComparison.Ordinal) || text.StartsWith("Verify ", StringComparison.Ordinal);

    private static (string Root, string Kind, string Change)? PlaceOf(SqlFile file) =>
        s_path.Match(Join(file.Folder, file.Name)) is { Success: true } match
            ? (match.Groups["root"].Value, match.Groups["kind"].Value, match.Groups["change"].Value)
            : null;

    /// <summary>A change that was made again after a tag keeps its older script under the name change@tag.</summary>
    private static string? OrderIn(string? plan, string change)
    {
        string? order = null;
        var at = change.IndexOf('@');
        var (name, tag) = at < 0 ? (change, null) : (change.Substring(0, at), change.Substring(at + 1));
        var line = 0;
        foreach (var text in (plan ?? "").Split('\n'))
        {
            line++;
            if (s_planned.Match(text) is not { Success: true } match)
            {
                continue;
            }

            if (match.Groups["tag"].Length > 0)
            {
                if (string.Equals(match.Groups["name"].Value, tag, StringComparison.Ordinal))
                {
                    return order;
                }
            }
            else if (string.Equals(match.Groups["name"].Value, name, StringComparison.Ordinal))
            {
                order = NaturalOrder.Number(line.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return tag is null ? order : null;
    }

    /// <summary>Without variables and without lines of psql's own.</summary>
    private static SqlSection WithoutPsql(SqlSection section, string sql)
    {
        var text = sql.ToCharArray();
        var isChanged = false;
        foreach (Match variable in s_variable.Matches(sql))
        {
            Placeholders.Fill(text, variable.Index, variable.Index + variable.Length);
            isChanged = true;
        }

        for (var start = 0; start >= 0 && start < sql.Length; start = sql.IndexOf('\n', start) + 1 is > 0 and var next ? next : -1)
        {
            for (var i = start; sql[start] == '\\' && i < sql.Length && sql[i] is not '\r' and not '\n'; i++)
            {
                text[i] = ' ';
                isChanged = true;
            }
        }

        return isChanged ? section with { Text = new string(text), HasPlaceholders = true } : section;
    }
}
