using System.Runtime.CompilerServices;
using PgQuery.Runtime;
using PgQuery.Text;
using PgQuery.Tree;

namespace PgQuery.PlPgSql;

/// <summary>Makes the tree of a PL/pgSQL body from libpg_query's.</summary>
internal sealed class PlPgSqlReader
{
    private const string Expr = "PLpgSQL_expr";

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
                error = new PgSyntaxError(ParserPool.TooDeep, locator.Span.Start);
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

        // In the text, a statement's own SQL stands before the statements inside; the JSON has the query of a loop after its body.
        foreach (var field in node.GetFields())
        {
            ReadExpressions(node, kind, field, expressions);
        }

        foreach (var field in node.GetFields())
        {
            ReadBranches(field, branches);
        }

        return new PlPgSqlStatement(node, kind, line, position, expressions, branches);
    }

    private void ReadExpressions(PgNode owner, PlPgSqlStatementKind kind, PgField field, List<PlPgSqlExpression> expressions)
    {
        if (field.Node is { Kind: Expr } single)
        {
            expressions.Add(_locator.Locate(owner, kind, field.Name, single));
        }

        foreach (var element in field.List)
        {
            if (element.Kind == Expr)
            {
                expressions.Add(_locator.Locate(owner, kind, field.Name, element));
            }
            else if (element.Kind == "PLpgSQL_raise_option" && element.Node("expr") is { } option)
            {
                expressions.Add(_locator.Locate(owner, kind, "option", option));
            }
        }
    }

    private void ReadBranches(PgField field, List<PlPgSqlBranch> branches)
    {
        if (field.Node is { Kind: "PLpgSQL_exception_block" } handlers)
        {
            foreach (var handler in handlers.List("exc_list"))
            {
                branches.Add(ReadHandler(handler));
            }
        }
        else if (field.List is { Count: > 0 } list)
        {
            if (list[0].Kind is "PLpgSQL_if_elsif" or "PLpgSQL_case_when")
            {
                foreach (var part in list)
                {
                    branches.Add(ReadConditional(part));
                }
            }
            else if (list[0].Kind.StartsWith("PLpgSQL_stmt_", StringComparison.Ordinal))
            {
                branches.Add(new PlPgSqlBranch(field.Name, null, [], ReadStatements(list)));
            }
        }
    }

    private PlPgSqlBranch ReadHandler(PgNode handler)
    {
        _locator.SkipClause("when");
        var names = new List<string>();
        foreach (var condition in handler.List("conditions"))
        {
            names.Add(condition.String("condname") ?? "");
        }

        return new PlPgSqlBranch("exception", null, names, ReadStatements(handler.List("action")));
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
