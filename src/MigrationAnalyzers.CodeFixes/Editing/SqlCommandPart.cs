using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.CodeFixes.Editing;

/// <summary>A statement of an SQL text with the white space and comments before it and the semicolon after it. The parts abut.</summary>
/// <param name="Start">Where it starts in the whole text.</param>
/// <param name="End">Where the next one starts.</param>
internal readonly record struct SqlCommandPart(MigrationStatement Statement, int Start, int End)
{
    /// <summary>The parts of a text; null where its statements cannot be told apart.</summary>
    public static ImmutableArray<SqlCommandPart>? Of(string sql, IReadOnlyList<MigrationStatement> statements)
    {
        var tokens = new SqlTokens(sql);
        var parts = ImmutableArray.CreateBuilder<SqlCommandPart>(statements.Count);
        var start = 0;
        for (var i = 0; i < statements.Count; i++)
        {
            var (from, length) = statements[i].Origin.SqlStatement;
            if (from < start || from + length > sql.Length)
            {
                return null;
            }

            var next = tokens.IndexAt(from + length);
            var end = i == statements.Count - 1 ? sql.Length
                : tokens.IsSign(next, ';') ? tokens.End(next)
                : -1;
            if (end < 0)
            {
                return null;
            }

            parts.Add(new SqlCommandPart(statements[i], start, end));
            start = end;
        }

        return parts.MoveToImmutable();
    }
}
