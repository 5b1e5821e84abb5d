namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Finds the keywords that say what a statement or a clause does: the smallest span worth marking.</summary>
internal static class KeywordRun
{
    private const string Modifiers =
        "or replace unique temp temporary unlogged global local recursive materialized foreign constraint event trusted procedural default " +
        "access text search large data";

    /// <summary>Clauses of ALTER TABLE, ALTER COLUMN, ALTER TYPE and ALTER DOMAIN; of those that begin alike the longest comes first.</summary>
    private static readonly string[][] Clauses = Split(
        "add primary key", "add foreign key", "add not null", "add constraint", "add unique", "add check", "add exclude", "add generated", "add value", "add",
        "set not null", "set data type", "set default", "set statistics", "set storage", "set compression", "set generated", "set expression", "set logged",
        "set unlogged", "set tablespace", "set access method", "set without cluster", "set without oids", "set",
        "drop not null", "drop default", "drop identity", "drop expression", "drop constraint",
        "alter constraint", "validate constraint", "rename value", "attach partition", "detach partition", "no inherit", "not of", "cluster on", "owner to",
        "replica identity", "enable row level security", "enable replica trigger", "enable replica rule", "enable always trigger", "enable always rule",
        "enable trigger", "enable rule", "disable row level security", "disable trigger", "disable rule", "force row level security",
        "no force row level security");

    /// <summary>The token after the keywords that a statement begins with.</summary>
    public static int Leading(SqlTokens tokens, int first, int end)
    {
        var next = first + 1;
        if (tokens.IsAnyWord(first, "create alter drop"))
        {
            while (tokens.IsAnyWord(next, Modifiers))
            {
                next++;
            }

            next += (tokens.IsWord(next, "user") && tokens.IsWord(next + 1, "mapping"))
                || (tokens.IsWord(next, "operator") && tokens.IsAnyWord(next + 1, "class family")) ? 2 : 1;
            next += tokens.IsWord(next, "concurrently") ? 1 : 0;
        }
        else if (tokens.IsWord(first, "reindex"))
        {
            next = tokens.IsSign(next, '(') ? tokens.AfterGroup(next, end) : next;
            next++;
            next += tokens.IsWord(next, "concurrently") ? 1 : 0;
        }
        else
        {
            var following = Following(tokens, first);
            while (following.Length > 0 && tokens.IsAnyWord(next, following))
            {
                next++;
            }
        }

        return Math.Min(next, end);
    }

    /// <summary>The token after the keywords of a clause that begins at the token, such as SET NOT NULL.</summary>
    public static int Clause(SqlTokens tokens, int first, int end)
    {
        foreach (var clause in Clauses)
        {
            if (Matches(tokens, first, end, clause))
            {
                return first + clause.Length;
            }
        }

        return Math.Min(first + 1, end);
    }

    private static bool Matches(SqlTokens tokens, int first, int end, string[] words)
    {
        if (first + words.Length > end)
        {
            return false;
        }

        for (var i = 0; i < words.Length; i++)
        {
            if (!tokens.IsWord(first + i, words[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static string Following(SqlTokens tokens, int first) =>
        tokens.IsAnyWord(first, "insert merge") ? "into"
        : tokens.IsWord(first, "delete") ? "from"
        : tokens.IsWord(first, "refresh") ? "materialized view concurrently"
        : tokens.IsWord(first, "vacuum") ? "full"
        : tokens.IsAnyWord(first, "truncate lock") ? "table"
        : tokens.IsWord(first, "set") ? "local session constraints"
        : tokens.IsAnyWord(first, "start prepare") ? "transaction"
        : tokens.IsWord(first, "rollback") ? "prepared"
        : tokens.IsWord(first, "discard") ? "all plans sequences temp temporary"
        : tokens.IsWord(first, "comment") ? "on"
        : tokens.IsWord(first, "security") ? "label"
        : tokens.IsWord(first, "reassign") ? "owned"
        : tokens.IsWord(first, "import") ? "foreign schema"
        : "";

    private static string[][] Split(params string[] clauses)
    {
        var result = new string[clauses.Length][];
        for (var i = 0; i < clauses.Length; i++)
        {
            result[i] = clauses[i].Split(' ');
        }

        return result;
    }
}
