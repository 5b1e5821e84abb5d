using System.Runtime.CompilerServices;
using PgQuery.Runtime;
using PgQuery.Text;
using PgQuery.Tree;

namespace PgQuery.PlPgSql;

/// <summary>Makes the tree of a PL/pgSQL body from libpg_query's.</summary>
internal sealed class PlPgSqlReader
{
    private readonly BodyLocator _locator;

    private PlPgSqlReader(BodyLocator locator) => _locator = locator;

    /// <summary>Reads the body of a statement.</summary>
    /// <param name="sql">The script.</param>
    /// <param name="statement">The statement.</param>
    /// <returns>The body, or null when the statement has none in PL/pgSQL.</returns>
    internal static PlPgSqlFunction? Read(string sql, PgStatement statement)
    {
        var options = statement.Root switch
        {
            CreateFunctionStmt create => create.Options,
            DoStmt block => block.Args,
            _ => default,
        };
        var (source, language) = (default(DefElem), statement.Root is DoStmt ? "plpgsql" : "sql");
        foreach (var node in options)
        {
            if (node is DefElem { Defname: "as" } body)
            {
                source = body;
            }
            else if (node is DefElem { Defname: "language", Arg: StringNode name })
            {
                language = name.Sval;
            }
        }

        if (source is null || language != "plpgsql")
        {
            return null;
        }

        var text = source.Arg is ListNode { Items: { Count: 1 } parts } ? parts[0] : source.Arg;
        return text is StringNode { Sval: var value } ? Read(sql, statement, source.Location, value) : null;
    }

    private static PlPgSqlFunction Read(string sql, PgStatement statement, int location, string body)
    {
        var token = FindLiteral(sql, location);
        var literal = StringLiteral.Read(sql, token);
        var isMapped = literal is not null && string.Equals(literal.Value, body, StringComparison.Ordinal);
        var locator = new BodyLocator(body, isMapped ? literal : null, isMapped ? literal!.Inner : token);
        var text = statement.Span.Of(sql);
        var outcome = Parse(text);
        PgSyntaxError? error = null;
        if (outcome.Value is not null && outcome.Value.List("plpgsql_funcs") is { Count: 1 } functions)
        {
            var node = functions[0];
            try
            {
                var reader = new PlPgSqlReader(locator);
                var block = node.Node("action") is { } action ? reader.ReadStatement(action) : null;
                return new PlPgSqlFunction(statement, body, locator.Span, node, reader.ReadVariables(node.List("datums")), block, null);
            }
            catch (InsufficientExecutionStackException)
            {
                error = new PgSyntaxError("the statement is too deeply nested", locator.Span.Start);
            }
        }

        error ??= PlPgSqlErrorPlace.Find(
            outcome.Value is null ? outcome.Message : "the body was not parsed",
            locator,
            prefix => Parse(Replace(text, PgTextSpan.FromBounds(token.Start - statement.Span.Start, token.End - statement.Span.Start), prefix)));
        return new PlPgSqlFunction(statement, body, locator.Span, node: null, [], block: null, error);
    }

    private static Outcome<PgNode> Parse(string text)
        => ParserPool.Run(instance => instance.ParsePlPgSqlTree(text, new PositionMap(text, 0, text.Length, 0, table: null)));

    private static string Replace(string text, PgTextSpan literal, string body)
    {
        var tag = "$body$";
        for (var i = 0; body.IndexOf(tag, StringComparison.Ordinal) >= 0; i++)
        {
            tag = FormattableString.Invariant($"$body{i}$");
        }

        return text.Substring(0, literal.Start) + tag + body + "\n" + tag + text.Substring(literal.End);
    }

    // The location is that of AS in CREATE FUNCTION and that of the literal in DO.
    private static PgTextSpan FindLiteral(string sql, int location)
    {
        var lexer = new SqlLexer(sql, Math.Max(0, location));
        while (lexer.NextSignificant())
        {
            if (lexer.Kind == SqlTokenKind.String)
            {
                return PgTextSpan.FromBounds(lexer.Start, lexer.End);
            }
        }

        return new PgTextSpan(Math.Max(0, location), 0);
    }

    private PlPgSqlStatement ReadStatement(PgNode node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var kind = PlPgSqlSyntax.KindOf(node.Kind);
        var line = node.Int("lineno");
        var position = line > 0 ? _locator.EnterStatement(node, kind, line) : -1;
        var expressions = new List<PlPgSqlExpression>();
        var branches = new List<PlPgSqlBranch>();
        foreach (var field in InOrderOfText(node))
        {
            if (field.Node is { } child)
            {
                ReadChild(node, kind, field.Name, child, expressions, branches);
            }
            else if (field.IsList)
            {
                ReadList(node, kind, field, expressions, branches);
            }
        }

        return new PlPgSqlStatement(node, kind, line, position, expressions, branches);
    }

    // libpg_query gives the body of a FOR before its query.
    private static IEnumerable<PgField> InOrderOfText(PgNode node)
    {
        var fields = node.GetFields();
        var body = default(PgField?);
        foreach (var field in fields)
        {
            if (field.Name == "body" && node.Kind is "PLpgSQL_stmt_fors" or "PLpgSQL_stmt_dynfors" or "PLpgSQL_stmt_forc")
            {
                body = field;
            }
            else
            {
                yield return field;
            }
        }

        if (body is { } last)
        {
            yield return last;
        }
    }

    private void ReadChild(
        PgNode owner, PlPgSqlStatementKind kind, string role, PgNode child, List<PlPgSqlExpression> expressions, List<PlPgSqlBranch> branches)
    {
        if (child.Kind == "PLpgSQL_expr")
        {
            expressions.Add(_locator.Locate(owner, kind, role, child));
        }
        else if (child.Kind == "PLpgSQL_exception_block")
        {
            foreach (var handler in child.List("exc_list"))
            {
                _locator.SkipClause("when");
                var names = new List<string>();
                foreach (var condition in handler.List("conditions"))
                {
                    names.Add(condition.String("condname") ?? "");
                }

                branches.Add(new PlPgSqlBranch("exception", null, names, ReadStatements(handler.List("action"))));
            }
        }
    }

    private void ReadList(
        PgNode owner, PlPgSqlStatementKind kind, PgField field, List<PlPgSqlExpression> expressions, List<PlPgSqlBranch> branches)
    {
        if (field.List is not { Count: > 0 } list)
        {
            return;
        }

        switch (list[0].Kind)
        {
            case "PLpgSQL_expr":
                foreach (var parameter in list)
                {
                    expressions.Add(_locator.Locate(owner, kind, field.Name, parameter));
                }

                break;
            case "PLpgSQL_raise_option":
                foreach (var option in list)
                {
                    if (option.Node("expr") is { } expression)
                    {
                        expressions.Add(_locator.Locate(owner, kind, "option", expression));
                    }
                }

                break;
            case "PLpgSQL_if_elsif" or "PLpgSQL_case_when":
                foreach (var part in list)
                {
                    branches.Add(ReadConditional(part));
                }

                break;
            case var first when first.StartsWith("PLpgSQL_stmt_", StringComparison.Ordinal):
                branches.Add(new PlPgSqlBranch(field.Name, null, [], ReadStatements(list)));
                break;
        }
    }

    private PlPgSqlBranch ReadConditional(PgNode part)
    {
        var isElsif = part.Kind == "PLpgSQL_if_elsif";
        if (isElsif)
        {
            _locator.SkipClause("elsif", "elseif");
        }
        else
        {
            _locator.Skip("when");
        }

        var expression = part.Node(isElsif ? "cond" : "expr");
        var condition = expression is null
            ? null
            : _locator.Locate(part, PlPgSqlStatementKind.Unknown, isElsif ? "cond" : "expr", expression);
        return new PlPgSqlBranch(isElsif ? "elsif" : "when", condition, [], ReadStatements(part.List("stmts")));
    }

    private List<PlPgSqlStatement> ReadStatements(PgNodeList nodes)
    {
        var statements = new List<PlPgSqlStatement>(nodes.Count);
        foreach (var node in nodes)
        {
            statements.Add(ReadStatement(node));
        }

        return statements;
    }

    // Declarations stand before the statements that use them: they are searched from the start of the body again.
    private List<PlPgSqlVariable> ReadVariables(PgNodeList datums)
    {
        _locator.Rewind();
        var variables = new List<PlPgSqlVariable>(datums.Count);
        foreach (var node in datums)
        {
            var name = node.String("refname") ?? "";
            var line = node.Int("lineno");
            var (value, query) = (node.Node("default_val"), node.Node("cursor_explicit_expr"));
            if (line > 0 && (value ?? query) is not null)
            {
                _locator.EnterDeclaration(name, line);
            }

            variables.Add(new PlPgSqlVariable(
                node,
                name == "(unnamed row)" ? "" : name,
                node.Node("datatype")?.String("typname"),
                line,
                value is null ? null : LocateDeclared("default_val", value, ":=", "=", "default"),
                query is null ? null : LocateDeclared("cursor_explicit_expr", query, "for", "is")));
        }

        return variables;
    }

    private PlPgSqlExpression LocateDeclared(string role, PgNode expression, params string[] before)
    {
        _locator.Skip(before);
        return _locator.Locate(expression, PlPgSqlStatementKind.Unknown, role, expression);
    }
}
