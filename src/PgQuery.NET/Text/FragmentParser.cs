using PgQuery.Tree;

namespace PgQuery.Text;

/// <summary>Parses pieces of SQL that are no statements by putting them into one, in parentheses.</summary>
internal static class FragmentParser
{
    /// <summary>Parses an expression.</summary>
    /// <param name="text">The expression.</param>
    /// <returns>Its node or the error.</returns>
    internal static PgNodeResult<PgNode> ParseExpression(string text)
    {
        var result = Parse("SELECT (", text, out var error);
        if (error is not null)
        {
            return new PgNodeResult<PgNode>(error);
        }

        var node = ((ResTarget)((SelectStmt)result!).TargetList[0]).Val!;
        return RefuseListOrQuery(text, node) is { } refusal ? new PgNodeResult<PgNode>(refusal) : new PgNodeResult<PgNode>(node);
    }

    /// <summary>Parses the name of a type.</summary>
    /// <param name="text">The name.</param>
    /// <returns>Its node or the error.</returns>
    internal static PgNodeResult<TypeName> ParseTypeName(string text)
    {
        var result = Parse("SELECT CAST(NULL AS ", text, out var error);
        return error is not null
            ? new PgNodeResult<TypeName>(error)
            : new PgNodeResult<TypeName>(((TypeCast)((ResTarget)((SelectStmt)result!).TargetList[0]).Val!).TypeName!);
    }

    private static PgNode? Parse(string prefix, string text, out PgSyntaxError? error)
    {
        error = SqlInput.Check(text) ?? RefuseStrayParenthesis(text);
        if (error is not null)
        {
            return null;
        }

        // The line break ends a comment at the end of the text.
        var statement = prefix + text + "\n)";
        var result = PgParser.ParseText(statement, new PositionMap(statement, prefix.Length, text.Length, 0, table: null));
        error = result.Error is { } e ? WithoutFrame(e, text) : null;
        return error is null ? result.Statements[0].Root : null;
    }

    // Neither the place nor the quoted text of an error may show what was added behind the caller's text.
    private static PgSyntaxError WithoutFrame(PgSyntaxError error, string text)
    {
        if (error.Position >= text.Length)
        {
            return new PgSyntaxError("syntax error at end of input", text.Length);
        }

        const string OpenToken = "\n)\"";
        return error.Message.EndsWith(OpenToken, StringComparison.Ordinal)
            ? new PgSyntaxError(
                error.Message.Substring(0, error.Message.Length - OpenToken.Length) + "\"", error.Position, error.Length, error.Hint)
            : error;
    }

    // "a) + (b" would otherwise pass.
    private static PgSyntaxError? RefuseStrayParenthesis(string text)
    {
        var depth = 0;
        var lexer = new SqlLexer(text);
        while (lexer.NextSignificant())
        {
            depth += lexer.IsSign('(') ? 1 : lexer.IsSign(')') ? -1 : 0;
            if (depth < 0)
            {
                return Near(text, lexer);
            }
        }

        return null;
    }

    // In parentheses, "a, b" is a row and "SELECT 1" a subquery; as an expression it is neither.
    private static PgSyntaxError? RefuseListOrQuery(string text, PgNode node)
    {
        var lexer = new SqlLexer(text);
        lexer.NextSignificant();
        if (node is SubLink { SubLinkType: SubLinkType.EXPR_SUBLINK, Location: 0 } && !lexer.IsSign('('))
        {
            return Near(text, lexer);
        }

        if (node is not RowExpr { Location: 0 } || lexer.IsWord("row"))
        {
            return null;
        }

        var depth = 0;
        do
        {
            if (depth == 0 && lexer.IsSign(','))
            {
                return Near(text, lexer);
            }

            depth += lexer.IsSign('(') || lexer.IsSign('[') ? 1 : lexer.IsSign(')') || lexer.IsSign(']') ? -1 : 0;
        }
        while (lexer.NextSignificant());

        return null;
    }

    private static PgSyntaxError Near(string text, SqlLexer lexer)
    {
        var span = PgTextSpan.FromBounds(lexer.Start, lexer.End);
        return new PgSyntaxError($"syntax error at or near \"{span.Of(text)}\"", span.Start, span.Length);
    }
}
