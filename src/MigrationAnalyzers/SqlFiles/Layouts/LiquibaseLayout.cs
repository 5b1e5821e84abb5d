using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.SqlFiles.Layouts;

/// <summary>
/// Liquibase's formatted SQL: changesets in one file, each a transaction unless it says runInTransaction:false. What undoes one stands in its comments. Files whose names
/// begin with a number run in that order (includeAll); of others only the changesets of one file have an order that is known.
/// </summary>
internal sealed class LiquibaseLayout : SqlLayout
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly Regex s_title = new(@"^liquibase\s+formatted\s+sql", Options);

    private static readonly Regex s_changeset = new(@"^changeset\s+(?<author>""[^""]+""|[^:]+):\s*(?<id>""[^""]+""|\S+)(?<attributes>.*)$", Options);

    private static readonly Regex s_attribute = new(@"(?<key>\w+):(?:""(?<value>[^""]*)""|(?<value>\S+))", Options);

    private static readonly Regex s_rollbackBlock = new(@"/\*[ \t]*liquibase[ \t]+rollback\b(?<sql>.*?)\*/", Options | RegexOptions.Singleline);

    public override MigrationRunner Runner => MigrationRunner.Liquibase;

    public override bool Recognizes(SqlFile file, SqlFileSet files) => file.LineComments is [var first, ..] && s_title.IsMatch(first.Text);

    public override string HistoryOf(SqlFile file, SqlFileSet files) => NaturalOrder.LeadingNumber(file.Name) is null ? file.Path : file.Folder;

    public override IEnumerable<SqlScript> Read(SqlFile file, SqlFileSet files, AnalysisOptions options)
    {
        var comments = file.LineComments;
        var number = 0;
        for (var i = 0; i < comments.Length; i++)
        {
            if (s_changeset.Match(comments[i].Text) is not { Success: true } changeset)
            {
                continue;
            }

            var last = i + 1;
            while (last < comments.Length && !s_changeset.IsMatch(comments[last].Text))
            {
                last++;
            }

            var attributes = AttributesOf(changeset.Groups["attributes"].Value);
            number++;
            if (!IsForPostgres(attributes))
            {
                continue;
            }

            var id = changeset.Groups["author"].Value.Trim(' ', '"') + ":" + changeset.Groups["id"].Value.Trim('"');
            var order = OrderOf(file.Name) + "#" + NaturalOrder.Number(number.ToString(CultureInfo.InvariantCulture));
            var end = last < comments.Length ? comments[last].Start : file.Sql.Length;
            var section = new SqlSection(comments[i].Next, end - comments[i].Next, TransactionOf(attributes, options));
            yield return Up(id, order, Readable(section, file.Sql, attributes));
            if (RollbackOf(file, section, comments.AsSpan(i + 1, last - i - 1)) is { } rollback)
            {
                yield return Down(id, order, Placeholders.Dollar(rollback, file.Sql));
            }
        }
    }

    private static Dictionary<string, string> AttributesOf(string text)
    {
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in s_attribute.Matches(text))
        {
            attributes[match.Groups["key"].Value] = match.Groups["value"].Value;
        }

        return attributes;
    }

    private static bool IsForPostgres(Dictionary<string, string> attributes)
    {
        if (!attributes.TryGetValue("dbms", out var dbms))
        {
            return true;
        }

        var names = dbms.Split(',').Select(static n => n.Trim().ToLowerInvariant()).ToList();
        return names.Contains("all") || names.Contains("postgresql") || (names.All(static n => n.StartsWith("!", StringComparison.Ordinal)) && !names.Contains("!postgresql"));
    }

    private static ScriptTransaction TransactionOf(Dictionary<string, string> attributes, AnalysisOptions options)
    {
        if (!IsFalse(attributes, "runInTransaction"))
        {
            return Unless(options, ScriptTransaction.OneTransaction);
        }

        // What is not split is sent by the driver in one go, with rules of its own.
        return IsFalse(attributes, "splitStatements") ? ScriptTransaction.Unknown : ScriptTransaction.EachStatement;
    }

    private static bool IsFalse(Dictionary<string, string> attributes, string key) =>
        attributes.TryGetValue(key, out var value) && string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);

    /// <summary>With a semicolon in the place of another delimiter, and without placeholders.</summary>
    private static SqlSection Readable(SqlSection section, string sql, Dictionary<string, string> attributes)
    {
        if (attributes.TryGetValue("endDelimiter", out var delimiter) && delimiter.Length > 0 && delimiter != ";")
        {
            var text = Regex.Replace(
                sql.Substring(section.Start, section.Length),
                Regex.Escape(delimiter) + @"(?=[ \t]*\r?$)",
                static match => ";".PadRight(match.Length),
                RegexOptions.Multiline | RegexOptions.CultureInvariant);
            section = section with { Text = text };
        }

        return Placeholders.Dollar(section, sql);
    }

    /// <summary>What the comments say to undo the changeset with; nothing where they say that there is nothing to be done, or name another changeset.</summary>
    private static SqlSection? RollbackOf(SqlFile file, SqlSection changeset, ReadOnlySpan<SqlLineComment> comments)
    {
        var text = new StringBuilder(changeset.Length);
        for (var i = changeset.Start; i < changeset.End; i++)
        {
            text.Append(file.Sql[i] is '\r' or '\n' ? file.Sql[i] : ' ');
        }

        var isThere = false;
        foreach (var comment in comments)
        {
            if (comment.Is("rollback") && comment.Text.Substring("rollback".Length) is var sql && (sql.Length == 0 || char.IsWhiteSpace(sql[0])) && IsSql(sql.Trim()))
            {
                isThere |= Keep(comment.TextStart + "rollback".Length, comment.End);
            }
        }

        foreach (Match block in s_rollbackBlock.Matches(file.Sql.Substring(changeset.Start, changeset.Length)))
        {
            var group = block.Groups["sql"];
            isThere |= Keep(changeset.Start + group.Index, changeset.Start + group.Index + group.Length);
        }

        return isThere ? changeset with { Text = text.ToString() } : null;

        bool Keep(int start, int end)
        {
            for (var i = start; i < end; i++)
            {
                text[i - changeset.Start] = file.Sql[i];
            }

            return end > start;
        }
    }

    private static bool IsSql(string rollback) =>
        rollback.Length > 0
        && !rollback.StartsWith("not required", StringComparison.OrdinalIgnoreCase)
        && !rollback.Equals("empty", StringComparison.OrdinalIgnoreCase)
        && rollback.IndexOf("changesetId:", StringComparison.OrdinalIgnoreCase) < 0;
}
