using PgQuery.PlPgSql;
using PgQuery.Runtime;
using PgQuery.Text;
using PgQuery.Tree;

namespace PgQuery;

/// <summary>
/// PostgreSQL 18's own parser (libpg_query), as managed code. All members may be called from several threads at once. Bad
/// SQL, also SQL that is too deep or too large, is reported as a <see cref="PgSyntaxError"/>, never as an exception. All
/// positions are UTF-16 indexes of the text that was given.
/// </summary>
public static partial class PgParser
{
    // A longer script is parsed in pieces of whole statements: as one, its JSON might not fit into the parser's memory.
    private const int LongestAtOnce = 256 * 1024;
    private const int LargestPiece = 64 * 1024;

    /// <summary>Parses a script of any number of statements.</summary>
    /// <param name="sql">The script.</param>
    /// <returns>All statements, or the first error: PostgreSQL takes a script as a whole or not at all.</returns>
    public static PgParseResult Parse(string sql)
    {
        if (SqlInput.Check(sql ?? throw new ArgumentNullException(nameof(sql))) is { } error)
        {
            return Failed(error);
        }

        return sql.Length <= LongestAtOnce
            ? ParseText(sql, new PositionMap(sql, 0, sql.Length, 0, table: null))
            : ParsePieces(sql);
    }

    /// <summary>
    /// Parses a script so that a bad statement does not hide the others: when the script as a whole is wrong, it is split
    /// (see <see cref="Split"/>) and each statement is parsed alone.
    /// </summary>
    /// <param name="sql">The script.</param>
    /// <returns>The good statements and the errors of the bad ones.</returns>
    public static PgScriptResult ParseStatements(string sql)
    {
        var whole = Parse(sql);
        if (whole.Error is null)
        {
            return new PgScriptResult(whole.Statements, []);
        }

        if (SqlInput.Check(sql) is { } unreadable)
        {
            return new PgScriptResult([], [new PgStatementError(new PgTextSpan(0, sql.Length), unreadable)]);
        }

        var statements = new List<PgStatement>();
        var errors = new List<PgStatementError>();
        foreach (var span in SqlSplitter.Split(sql))
        {
            var piece = ParsePiece(sql, span);
            statements.AddRange(piece.Statements);
            if (piece.Error is not null)
            {
                errors.Add(new PgStatementError(span, piece.Error));
            }
        }

        if (errors.Count == 0)
        {
            errors.Add(new PgStatementError(new PgTextSpan(0, sql.Length), whole.Error));
        }

        return new PgScriptResult(statements, errors);
    }

    /// <summary>
    /// Finds the statements of a script by its tokens alone: it may contain statements that do not parse, and an open quote
    /// or comment reaches to its end.
    /// </summary>
    /// <param name="sql">The script.</param>
    /// <returns>Each statement from its first token to its last one, without the semicolon; empty ones are left out.</returns>
    public static IReadOnlyList<PgTextSpan> Split(string sql)
        => SqlSplitter.Split(sql ?? throw new ArgumentNullException(nameof(sql)));

    /// <summary>The extent of the token at a position, for example at a node's <see cref="PgNode.Location"/>.</summary>
    /// <param name="sql">The text.</param>
    /// <param name="position">UTF-16 index where the token begins.</param>
    /// <returns>The token, or an empty span when there is none at that position.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The position is not within the text.</exception>
    public static PgTextSpan TokenSpan(string sql, int position)
    {
        if (sql is null)
        {
            throw new ArgumentNullException(nameof(sql));
        }

        if (position < 0 || position > sql.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(position));
        }

        var lexer = new SqlLexer(sql, position);
        return lexer.Next() && lexer.Start == position
            ? PgTextSpan.FromBounds(position, lexer.End)
            : new PgTextSpan(position, 0);
    }

    /// <summary>Parses one expression, for example the body of a CHECK constraint or a default.</summary>
    /// <param name="expression">The expression and nothing else: no alias, no clause after it, no second expression.</param>
    /// <returns>The expression's node, or the error.</returns>
    public static PgNodeResult<PgNode> ParseExpression(string expression)
        => FragmentParser.ParseExpression(expression ?? throw new ArgumentNullException(nameof(expression)));

    /// <summary>Parses the name of a type, for example <c>numeric(10,2)[]</c>.</summary>
    /// <param name="typeName">The name with its modifiers and nothing else.</param>
    /// <returns>The type's node, or the error.</returns>
    public static PgNodeResult<TypeName> ParseTypeName(string typeName)
        => FragmentParser.ParseTypeName(typeName ?? throw new ArgumentNullException(nameof(typeName)));

    /// <summary>
    /// Makes the fingerprint of a script: 16 hexadecimal digits that are the same for statements that differ in constants,
    /// white space or letter case only.
    /// </summary>
    /// <param name="sql">The script.</param>
    /// <returns>The fingerprint, or the error.</returns>
    public static PgTextResult Fingerprint(string sql) => Transform(sql, (instance, map) => instance.Fingerprint(sql, map));

    /// <summary>Replaces the constants of a script by <c>$1</c>, <c>$2</c> and so on.</summary>
    /// <param name="sql">The script.</param>
    /// <returns>The text with parameters, or the error.</returns>
    public static PgTextResult Normalize(string sql) => Transform(sql, (instance, map) => instance.Normalize(sql, map));

    /// <summary>Parses a text that is known to be well-formed.</summary>
    /// <param name="text">The text PostgreSQL gets.</param>
    /// <param name="map">The map of that text.</param>
    /// <returns>The statements or the error, in terms of the caller's text.</returns>
    internal static PgParseResult ParseText(string text, PositionMap map)
    {
        var outcome = ParserPool.Run(instance => instance.ParseTree(text, map));
        if (outcome.Value is null)
        {
            return Failed(ErrorPlace.ToError(outcome, text, map));
        }

        var list = outcome.Value.List("stmts");
        var statements = new PgStatement[list.Count];
        for (var i = 0; i < statements.Length; i++)
        {
            var start = list[i].Int("stmt_location");
            var length = list[i].Int("stmt_len");
            var span = SqlSplitter.Trim(text, map.CharOfByte(start), length == 0 ? text.Length : map.CharOfByte(start + length));
            statements[i] = new PgStatement(
                list[i].Node("stmt")!, PgTextSpan.FromBounds(map.ToCaller(span.Start), map.ToCaller(span.End)));
        }

        return new PgParseResult(statements, error: null);
    }

    private static PgParseResult ParsePieces(string sql)
    {
        var statements = new List<PgStatement>();
        var spans = SqlSplitter.Split(sql);
        for (var i = 0; i < spans.Count; i++)
        {
            var start = spans[i].Start;
            while (i + 1 < spans.Count && spans[i + 1].End - start <= LargestPiece)
            {
                i++;
            }

            var piece = ParsePiece(sql, PgTextSpan.FromBounds(start, spans[i].End));
            if (piece.Error is not null)
            {
                return piece;
            }

            statements.AddRange(piece.Statements);
        }

        return new PgParseResult(statements, error: null);
    }

    private static PgParseResult ParsePiece(string sql, PgTextSpan span)
    {
        var text = span.Of(sql);
        return ParseText(text, new PositionMap(text, 0, text.Length, span.Start, table: null));
    }

    // libpg_query returns its message in the place of the text: only a script that parses has either.
    private static PgTextResult Transform(string sql, Func<ParserInstance, PositionMap, Outcome<string>> transform)
    {
        if (Parse(sql).Error is { } error)
        {
            return new PgTextResult(error);
        }

        var map = new PositionMap(sql, 0, sql.Length, 0, table: null);
        var outcome = ParserPool.Run(instance => transform(instance, map));
        return outcome.Value is { } text ? new PgTextResult(text) : new PgTextResult(ErrorPlace.ToError(outcome, sql, map));
    }

    private static PgParseResult Failed(PgSyntaxError error) => new([], error);
}
