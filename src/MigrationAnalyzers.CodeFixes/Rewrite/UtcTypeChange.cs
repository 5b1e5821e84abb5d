using System.Text.RegularExpressions;
using MigrationAnalyzers.CodeFixes.Editing;
using MigrationAnalyzers.CodeFixes.Targets;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.SafeForms;

namespace MigrationAnalyzers.CodeFixes.Rewrite;

/// <summary>
/// Between timestamp and timestamptz no row changes while the session's TimeZone is UTC (TimestampTimestampTzRequiresRewrite, PostgreSQL 12 and later). The setting lasts for the one
/// statement: what follows in the transaction finds the time zone that it had.
/// </summary>
internal static class UtcTypeChange
{
    private const string Title = "Take the times as UTC by the session's time zone, which rewrites nothing";
    private const string Key = "DBM2002.Utc";

    private static readonly SqlCommand s_set = new("SET LOCAL TimeZone = 'UTC'");
    private static readonly SqlCommand s_reset = new("SET LOCAL TimeZone TO DEFAULT");

    private static readonly Regex s_atUtc = new(
        """^\(?\s*(?:"(?<column>(?:[^"]|"")+)"|(?<column>\w+))\s+AT\s+TIME\s+ZONE\s+'(?:Etc/)?UTC'\s*\)?$""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    public static Remedy? For(FixTarget target)
    {
        if (target is not { Operation: AlterColumnType { NewType: { } to } change, Statement: { Transaction: not null, TransactionIsKnown: true } }
            || target.Statement.Has(Circumstances.InDoBlock)
            || target.Catalog.Parameter("timezone") is not null
            || (target.Catalog.Find(change.Table)?.Column(change.Column)?.Type ?? change.OldType) is not { } from
            || (from.Name, to.Name) is not (("timestamp", "timestamptz") or ("timestamptz", "timestamp"))
            || from.IsArray || to.IsArray)
        {
            return null;
        }

        if (change.Using is null)
        {
            return new AddBefore(Title, Key, [s_set]) { After = [s_reset] };
        }

        // USING computes each value, whatever it says. Indexes would be built anew still.
        return target is { Sql: { } sql, Statement.Operations.Length: 1 }
            && s_atUtc.Match(change.Using.Text) is { Success: true } match
            && IsColumn(match.Groups["column"].Value, change.Column)
            && target.Catalog.Find(change.Table) is { } table && !IsIndexed(table, change.Column)
            && SqlStatementPlaces.WithoutUsing(sql, target.Statement) is { } edit
            ? new EditStatement(Title, Key) { Edits = [edit], Beforehand = s_set, Afterwards = s_reset }
            : null;
    }

    private static bool IsColumn(string written, string column) =>
        string.Equals(written.Replace("\"\"", "\""), column, StringComparison.Ordinal) || string.Equals(written.ToLowerInvariant(), column, StringComparison.Ordinal);

    private static bool IsIndexed(TableInfo table, string column) =>
        table.Indexes.Any(i => i.Mentions(column)) || table.Constraints.Any(c => ConstraintReplay.Mentions(c, column));
}
