using System.Collections.Immutable;
using System.Globalization;

namespace MigrationAnalyzers.Runtime.Steps;

/// <summary>
/// A step as commands that any runner of migrations can execute, each outside of a transaction. A runner that failed begins again with the first command: what was
/// done is skipped.
/// </summary>
internal static class PlainSql
{
    /// <summary>
    /// How long a command waits for a lock before it fails, since all who come after it wait too. More than PostgreSQL's deadlock_timeout (1 s), after which an
    /// autovacuum that is in the way is cancelled.
    /// </summary>
    public const string LockTimeout = "5s";

    public static ImmutableArray<string> Of(SafeStep step)
    {
        var commands = ImmutableArray.CreateBuilder<string>();
        if (step.IsPlainSqlRefused is { } isRefused)
        {
            commands.Add(Block(Refusal(isRefused, step.PlainSqlRefusal!)));
        }

        foreach (var phase in step.PlainPhases)
        {
            commands.AddRange(Of(phase));
        }

        return commands.ToImmutable();
    }

    /// <summary>A DO block around statements.</summary>
    public static string Block(string statements, string? declarations = null)
    {
        var tag = "$safe$";
        for (var i = 1; statements.Contains(tag, StringComparison.Ordinal) || declarations?.Contains(tag, StringComparison.Ordinal) == true; i++)
        {
            tag = string.Create(CultureInfo.InvariantCulture, $"$safe{i}$");
        }

        var declare = declarations is null ? "" : $"DECLARE\n{Indent(declarations)}\n";
        return $"DO {tag}\n{declare}BEGIN\n{Indent(statements)}\nEND {tag}";
    }

    /// <summary>A PL/pgSQL statement that fails with a message.</summary>
    public static string Raise(string message) => $"RAISE EXCEPTION USING MESSAGE = {TableName.Literal(message)};";

    /// <summary>The branch of an EXCEPTION clause for a role that may not make a copy of a table to ask PostgreSQL how it writes a definition.</summary>
    public static string TemporaryRefused(TableName table) =>
        "WHEN insufficient_privilege THEN RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = SQLERRM || "
        + TableName.Literal($". An empty temporary copy of {table} is made for a moment to learn how PostgreSQL writes a definition: GRANT TEMPORARY ON DATABASE to the role that migrates, and run the migration again.") + ";";

    private static IEnumerable<string> Of(StepPhase phase)
    {
        if (phase.Kind == PhaseKind.Batches)
        {
            yield return BatchBlock.Write(phase.Batches!, phase.IsDone);
            yield break;
        }

        var refusal = phase.IsRefused is { } isRefused ? Refusal(isRefused, phase.RefusalMessage!) + "\n" : "";
        if (phase.RunsAlone)
        {
            if (refusal.Length > 0)
            {
                yield return Block(refusal.TrimEnd());
            }

            yield return phase.Sql.Single();
            yield break;
        }

        // A new line before each semicolon: SQL of the user may end with a comment.
        var statements = string.Join("\n", phase.Sql.Select(static s => s.Contains("--", StringComparison.Ordinal) ? s + "\n;" : s + ";"));
        if (phase.Kind == PhaseKind.ShortLock)
        {
            statements = $"PERFORM set_config('lock_timeout', '{LockTimeout}', true);\n{statements}";
        }

        yield return Block(refusal + (phase.IsDone is { } isDone ? $"IF NOT coalesce(({isDone}), false) THEN\n{Indent(statements)}\nEND IF;" : statements));
    }

    private static string Refusal(string query, string message) => $"IF ({query}) THEN\n    {Raise(message)}\nEND IF;";

    /// <summary>Lines of nested blocks and literals stay as they are: white space at the beginning of a line may be data.</summary>
    private static string Indent(string text) =>
        text.Contains('\'', StringComparison.Ordinal) && HasLiteralOverLines(text) ? text : "    " + text.Replace("\n", "\n    ", StringComparison.Ordinal);

    private static bool HasLiteralOverLines(string text)
    {
        var isInside = false;
        foreach (var c in text)
        {
            if (c == '\'')
            {
                isInside = !isInside;
            }
            else if (c == '\n' && isInside)
            {
                return true;
            }
        }

        return false;
    }
}
