using PgQuery.PlPgSql;
using PgQuery.Runtime;
using PgQuery.Text;

namespace PgQuery;

/// <content>PL/pgSQL.</content>
public static partial class PgParser
{
    /// <summary>Parses the PL/pgSQL bodies of the functions, procedures and DO blocks of a script.</summary>
    /// <param name="sql">The script.</param>
    /// <returns>The bodies; a bad one has its error and does not hide the others.</returns>
    public static PlPgSqlResult ParsePlPgSql(string sql)
    {
        var script = Parse(sql);
        var functions = new List<PlPgSqlFunction>();
        foreach (var statement in script.Statements)
        {
            if (ParsePlPgSql(sql, statement) is { } function)
            {
                functions.Add(function);
            }
        }

        return new PlPgSqlResult(functions, script.Error);
    }

    /// <summary>Parses the PL/pgSQL body of a statement.</summary>
    /// <param name="sql">The script the statement belongs to.</param>
    /// <param name="statement">A statement that was parsed from it.</param>
    /// <returns>The body, or null when the statement has none in PL/pgSQL.</returns>
    public static PlPgSqlFunction? ParsePlPgSql(string sql, PgStatement statement)
    {
        if (sql is null)
        {
            throw new ArgumentNullException(nameof(sql));
        }

        return PlPgSqlReader.Read(sql, statement ?? throw new ArgumentNullException(nameof(statement)));
    }

    /// <summary>Parses a piece of SQL within a PL/pgSQL body.</summary>
    /// <param name="expression">The piece.</param>
    /// <returns>Its statements or the error, in terms of the script.</returns>
    internal static PgParseResult ParseEmbedded(PlPgSqlExpression expression)
    {
        var skip = expression.ParseMode switch
        {
            PlPgSqlParseMode.Assignment1 or PlPgSqlParseMode.Assignment2 or PlPgSqlParseMode.Assignment3 => AssignedAt(expression.Text),
            _ => 0,
        };
        var prefix = expression.ParseMode switch
        {
            PlPgSqlParseMode.Statement => "",
            PlPgSqlParseMode.TypeName => "SELECT NULL::",
            _ => "SELECT ",
        };
        var positions = new int[expression.Text.Length - skip + 1];
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] = expression.MapPosition(skip + i);
        }

        var text = prefix + expression.Text.Substring(skip);
        return SqlInput.Check(text) is { } error
            ? Failed(error.At(expression.Span.Start, expression.Span.Length))
            : ParseText(text, new PositionMap(text, prefix.Length, positions.Length - 1, 0, positions));
    }

    // variable := value; the variable may have subscripts, with any expression in them.
    private static int AssignedAt(string text)
    {
        var depth = 0;
        var lexer = new SqlLexer(text);
        while (lexer.NextSignificant())
        {
            depth += lexer.IsSign('[') || lexer.IsSign('(') ? 1 : lexer.IsSign(']') || lexer.IsSign(')') ? -1 : 0;
            var length = lexer.End - lexer.Start;
            if (depth == 0 && (lexer.IsSign('=') || (length == 2 && text[lexer.Start] == ':' && text[lexer.Start + 1] == '=')))
            {
                return lexer.End;
            }
        }

        return 0;
    }
}
