namespace PgQuery.PlPgSql;

/// <summary>What <see cref="PgParser.ParsePlPgSql(string)"/> found.</summary>
public sealed class PlPgSqlResult
{
    internal PlPgSqlResult(IReadOnlyList<PlPgSqlFunction> functions, PgSyntaxError? error)
    {
        Functions = functions;
        Error = error;
    }

    /// <summary>The PL/pgSQL functions, procedures and DO blocks of the script in their order, each with its own error.</summary>
    public IReadOnlyList<PlPgSqlFunction> Functions { get; }

    /// <summary>Why the script itself could not be parsed, or null.</summary>
    public PgSyntaxError? Error { get; }

    /// <summary>Whether the script and all bodies in it were parsed.</summary>
    public bool Success
    {
        get
        {
            if (Error is not null)
            {
                return false;
            }

            foreach (var function in Functions)
            {
                if (!function.Success)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
