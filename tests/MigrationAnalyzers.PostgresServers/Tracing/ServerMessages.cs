using System.Text.RegularExpressions;
using Npgsql;

namespace MigrationAnalyzers.PostgresServers.Tracing;

/// <summary>
/// Collects what a session's server says at <c>client_min_messages = debug1</c>, where it tells of rewrites, scans and index builds
/// (ATRewriteTable, validateForeignKeyConstraint, index_build in PostgreSQL's sources; the wording is that of versions 12 to 18).
/// </summary>
internal sealed partial class ServerMessages
{
    private readonly List<string> _messages = [];
    private readonly List<string> _scanned = [];

    public ServerMessages(NpgsqlConnection connection) => connection.Notice += (_, e) => Add(e.Notice);

    /// <summary>The messages and the scanned relations since the last call.</summary>
    public (List<string> Messages, List<string> Scanned) Take()
    {
        var taken = (_messages.ToList(), _scanned.Distinct().Order(StringComparer.Ordinal).ToList());
        _messages.Clear();
        _scanned.Clear();
        return taken;
    }

    private void Add(PostgresNotice notice)
    {
        var text = notice.MessageText;
        if (Rewriting().Match(text) is { Success: true } rewriting)
        {
            _messages.Add($"REWRITE[{rewriting.Groups[1].Value}]");
        }
        else if (Verifying().Match(text) is { Success: true } verifying)
        {
            _messages.Add($"SCAN[{verifying.Groups[1].Value}]");
            _scanned.Add(verifying.Groups[1].Value);
        }
        else if (ValidatingForeignKey().Match(text) is { Success: true } validating)
        {
            _messages.Add($"FKSCAN[{validating.Groups[1].Value}]");
            _scanned.Add(validating.Groups[1].Value);
        }
        else if (Proved().Match(text) is { Success: true } proved)
        {
            _messages.Add($"PROVED[{proved.Groups[1].Value.Replace("\".\"", ".", StringComparison.Ordinal)}]");
        }
        else if (ImpliedDefault().Match(text) is { Success: true } impliedDefault)
        {
            _messages.Add($"IMPLIED-DEF[{impliedDefault.Groups[1].Value}]");
        }
        else if (Implied().Match(text) is { Success: true } implied)
        {
            _messages.Add($"IMPLIED[{implied.Groups[1].Value}]");
        }
        else if (Building().Match(text) is { Success: true } building)
        {
            // The index of a TOAST table is built with its table.
            if (!building.Groups[1].Value.StartsWith("pg_toast_", StringComparison.Ordinal))
            {
                _messages.Add($"build[{building.Groups[1].Value}]");
            }
        }
        else if (!notice.InvariantSeverity.StartsWith("DEBUG", StringComparison.Ordinal))
        {
            _messages.Add($"{notice.InvariantSeverity}: {text}");
        }
    }

    [GeneratedRegex("^rewriting table \"(.+)\"$")]
    private static partial Regex Rewriting();

    [GeneratedRegex("^verifying table \"(.+)\"$")]
    private static partial Regex Verifying();

    [GeneratedRegex("^validating foreign key constraint \"(.+)\"$")]
    private static partial Regex ValidatingForeignKey();

    [GeneratedRegex("^existing constraints on column \"(.+)\" are sufficient to prove that it does not contain nulls$")]
    private static partial Regex Proved();

    [GeneratedRegex("^updated partition constraint for default partition \"(.+)\" is implied by existing constraints$")]
    private static partial Regex ImpliedDefault();

    [GeneratedRegex("^partition constraint for table \"(.+)\" is implied by existing constraints$")]
    private static partial Regex Implied();

    [GeneratedRegex("^building index \"(.+?)\" on table \"")]
    private static partial Regex Building();
}
