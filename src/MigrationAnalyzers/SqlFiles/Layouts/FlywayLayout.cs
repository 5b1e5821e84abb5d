using System.Text.RegularExpressions;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.SqlFiles.Layouts;

/// <summary>
/// Flyway: <c>V1.2__name.sql</c>, undone by <c>U1.2__name.sql</c>; then <c>R__name.sql</c>. Each script runs in a transaction, unless all its statements are
/// such that Flyway knows they cannot (PostgreSQLParser.detectCanExecuteInTransaction), or the file <c>V1.2__name.sql.conf</c> says executeInTransaction.
/// </summary>
internal sealed class FlywayLayout : SqlLayout
{
    private static readonly Regex s_name = new(@"^(?:([VU])(\d[\d._]*)__.+|R__.+)$", RegexOptions.CultureInvariant);

    private static readonly Regex s_setting = new(@"^\s*(?:flyway\.)?executeInTransaction\s*[=:]\s*(true|false)\s*$", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    /// <summary>The first words of what Flyway does not run in a transaction.</summary>
    private static readonly Regex s_nonTransactional = new(
        "^(?:(?:CREATE|DROP) (?:DATABASE|TABLESPACE|SUBSCRIPTION)|ALTER SYSTEM|(?:CREATE|DROP)(?: UNIQUE)? INDEX CONCURRENTLY"
        + "|REINDEX(?: VERBOSE)? (?:SCHEMA|DATABASE|SYSTEM)|VACUUM|DISCARD ALL)\\b",
        RegexOptions.CultureInvariant);

    public override MigrationRunner Runner => MigrationRunner.Flyway;

    public override bool Recognizes(SqlFile file, SqlFileSet files) => s_name.IsMatch(file.Name);

    /// <summary>Of the version alone: trailing zeros count for nothing, and what has no version runs after all that has one.</summary>
    public override string OrderOf(string id)
    {
        var start = id.Length > 0 && id[0] is 'V' or 'U' ? 1 : 0;
        var end = id.IndexOf("__", StringComparison.Ordinal);
        var version = id.Substring(start, (end < start ? id.Length : end) - start);
        var parts = version.Split('.', '_').ToList();
        while (parts.Count > 1 && parts[parts.Count - 1].Trim('0').Length == 0)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        return version.Length == 0 || !char.IsDigit(version[0]) ? "~" + id : string.Join(".", parts.Select(NaturalOrder.Number));
    }

    public override IEnumerable<SqlScript> Read(SqlFile file, SqlFileSet files, AnalysisOptions options)
    {
        var match = s_name.Match(file.Name);
        var order = match.Success ? OrderOf(file.Name) : null;
        var section = Placeholders.Dollar(file.Whole(TransactionOf(file, files, options)), file.Sql);
        return [match.Groups[1].Value == "U" ? Down(file.Name, order, section) : Up(file.Name, order, section)];
    }

    private static ScriptTransaction TransactionOf(SqlFile file, SqlFileSet files, AnalysisOptions options)
    {
        if (files.TextOf(file.Folder + "/" + file.FileName + ".conf") is { } conf && s_setting.Match(conf) is { Success: true } set)
        {
            return set.Groups[1].Value == "true" ? ScriptTransaction.OneTransaction : ScriptTransaction.EachStatement;
        }

        if (options.SqlTransaction == SqlTransaction.None)
        {
            return ScriptTransaction.EachStatement;
        }

        // A script that mixes both kinds is refused; what cannot run in a transaction is then reported as if it ran in one.
        var statements = file.Read(file.Whole(ScriptTransaction.OneTransaction));
        return !statements.IsEmpty && statements.All(s => s_nonTransactional.IsMatch(FirstWords(file.Sql, s)))
            ? ScriptTransaction.EachStatement
            : ScriptTransaction.OneTransaction;
    }

    private static string FirstWords(string sql, MigrationStatement statement)
    {
        var (start, length) = statement.Origin.SqlStatement;
        if (start < 0 || start + length > sql.Length)
        {
            return "";
        }

        var tokens = new SqlTokens(sql.Substring(start, Math.Min(length, 200)));
        return string.Join(" ", Enumerable.Range(0, Math.Min(tokens.Count, 4)).Select(i => tokens.TextOf(i, i + 1).ToUpperInvariant()));
    }
}
