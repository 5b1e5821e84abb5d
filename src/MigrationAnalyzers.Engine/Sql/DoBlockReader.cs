using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.PlPgSql;
using PgQuery.Text;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads the statements inside a DO block, with the circumstances in which they run.</summary>
internal sealed class DoBlockReader(ScriptReader script, SqlSource source, PgStatement statement, Surroundings around)
{
    private HashSet<string> _variables = [];

    public void Read()
    {
        var before = script.Count;
        var function = PgParser.ParsePlPgSql(source.Text, statement);
        if (function is null)
        {
            AddOpaque("DO block in " + (Options.ValueOf(Options.Find(((DoStmt)statement.Root).Args, "language")) ?? "another language"), Keyword(), around);
        }
        else if (function.Error is { } error)
        {
            var invalid = SyntaxErrors.Read(error, source, null);
            script.Add([invalid], invalid.Origin, around.With(Circumstances.InDoBlock));
        }
        else if (function.Block is { } block)
        {
            _variables = Names(function.Variables);
            ReadStatement(block, new Surroundings(around.Circumstances | Circumstances.InDoBlock, _variables, around.Depth + 1));
        }

        if (script.Count == before)
        {
            script.Add([new OtherStatement("DoStmt") { Origin = Keyword() }], Keyword(), around);
        }
    }

    private static HashSet<string> Names(IReadOnlyList<PlPgSqlVariable> variables)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            if (variable.Name.Length > 0)
            {
                names.Add(variable.Name);
            }
        }

        return names;
    }

    /// <param name="decisive">The statement that ends the loop when it finds no row.</param>
    private void ReadAll(IReadOnlyList<PlPgSqlStatement> statements, Surroundings inside, PlPgSqlStatement? decisive = null)
    {
        foreach (var inner in statements)
        {
            ReadStatement(inner, inner == decisive ? inside with { LoopEnd = LoopEnd.WhenNothingIsFound } : inside);
            if (inner.Kind is PlPgSqlStatementKind.If or PlPgSqlStatementKind.Case && MayLeave(inner))
            {
                // IF ... THEN RETURN; END IF; what follows may not run.
                inside = inside.With(Circumstances.Conditional);
            }
        }
    }

    private static bool MayLeave(PlPgSqlStatement branch)
    {
        foreach (var inner in branch.DescendantsAndSelf())
        {
            if (inner.Kind is PlPgSqlStatementKind.Return or PlPgSqlStatementKind.Exit)
            {
                return true;
            }
        }

        return false;
    }

    private void ReadStatement(PlPgSqlStatement inner, Surroundings inside)
    {
        switch (inner.Kind)
        {
            case PlPgSqlStatementKind.Sql or PlPgSqlStatementKind.Perform or PlPgSqlStatementKind.Call or PlPgSqlStatementKind.ForQuery:
                foreach (var expression in inner.Expressions)
                {
                    if (expression.ParseMode == PlPgSqlParseMode.Statement)
                    {
                        ReadSql(expression, inside);
                    }
                }

                break;
            case PlPgSqlStatementKind.If or PlPgSqlStatementKind.While or PlPgSqlStatementKind.Assign:
                foreach (var expression in inner.Expressions)
                {
                    ReadCondition(expression, inside);
                }

                break;
            case PlPgSqlStatementKind.Execute or PlPgSqlStatementKind.ForExecute:
                ReadDynamic(inner, inside);
                break;
            case PlPgSqlStatementKind.Commit or PlPgSqlStatementKind.Rollback:
                var kind = inner.Kind == PlPgSqlStatementKind.Commit ? TransactionControlKind.Commit : TransactionControlKind.Rollback;
                var origin = TokenAt(inner.Position);
                script.Add([new TransactionControl(kind) { Origin = origin }], origin, inside);
                break;
        }

        foreach (var branch in inner.Branches)
        {
            if (branch.Condition is { } condition)
            {
                // ELSIF, and WHEN of CASE: those before it come first.
                ReadCondition(condition, inside.With(Circumstances.Conditional));
            }

            if (branch.Role == "then_body" && IsNever(inner))
            {
                continue;
            }

            if (IsLoop(inner.Kind))
            {
                ReadLoop(inner, branch, inside);
            }
            else
            {
                ReadAll(branch.Statements, Inside(inner, branch, inside));
            }
        }
    }

    private void ReadLoop(PlPgSqlStatement loop, PlPgSqlBranch body, Surroundings inside)
    {
        var (end, decisive) = new LoopReader(source).EndOf(loop);
        var rounds = LoopReader.Rounds(loop);
        var within = inside.With(Circumstances.Repeated | (Commits(loop) ? Circumstances.CommitsEachRound : Circumstances.None)) with
        {
            Rounds = inside.InLoop ? Product(inside.Rounds, rounds) : rounds,
            LoopEnd = end == LoopEnd.WhenNothingIsFound ? LoopEnd.Other : end,
        };
        ReadAll(body.Statements, within, decisive);
    }

    private static Surroundings Inside(PlPgSqlStatement inner, PlPgSqlBranch branch, Surroundings inside) => inner.Kind switch
    {
        PlPgSqlStatementKind.If or PlPgSqlStatementKind.Case => inside.With(Circumstances.Conditional),
        PlPgSqlStatementKind.Block => branch.Role == "exception" ? inside.With(Circumstances.Conditional) : inside,
        _ => inside,
    };

    private static int? Product(int? outer, int? inner) => (long?)outer * inner is { } product and <= int.MaxValue ? (int)product : null;

    private static bool IsLoop(PlPgSqlStatementKind kind) => kind is PlPgSqlStatementKind.Loop or PlPgSqlStatementKind.While or PlPgSqlStatementKind.ForInteger
        or PlPgSqlStatementKind.ForQuery or PlPgSqlStatementKind.ForCursor or PlPgSqlStatementKind.ForExecute or PlPgSqlStatementKind.ForEach;

    // IF false THEN: switched off by hand.
    private static bool IsNever(PlPgSqlStatement branch) =>
        branch.Kind == PlPgSqlStatementKind.If && branch.Expressions is [{ Text: var condition }, ..] && condition.Trim().Equals("false", StringComparison.OrdinalIgnoreCase);

    private static bool Commits(PlPgSqlStatement loop)
    {
        foreach (var inner in loop.DescendantsAndSelf())
        {
            if (inner.Kind == PlPgSqlStatementKind.Commit)
            {
                return true;
            }
        }

        return false;
    }

    private void ReadSql(PlPgSqlExpression expression, Surroundings inside)
    {
        var positions = new int[expression.Text.Length + 1];
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] = expression.MapPosition(i);
        }

        // Where the place is not known exactly, all characters stand for the statement or block around them.
        positions[positions.Length - 1] = expression.IsExact ? positions[positions.Length - 1] : expression.Span.End;
        ReadText(expression.Text, positions, inside);
    }

    /// <summary>What the queries in an expression read.</summary>
    private void ReadCondition(PlPgSqlExpression expression, Surroundings inside)
    {
        // variable := expression
        var text = expression.ParseMode == PlPgSqlParseMode.Expression ? expression.Text : expression.Text[(expression.Text.IndexOf('=') + 1)..];

        // Nobody is kept from the server's own catalogs, which are what a condition usually looks into.
        ImmutableArray<RelationName> relations = [.. ReadRelations.Of(PgParser.ParseExpression(text).Node).Where(static r =>
            r.Schema is not ("pg_catalog" or "information_schema") && !r.Name.StartsWith("pg_", StringComparison.Ordinal))];
        if (!relations.IsEmpty)
        {
            var origin = TokenAt(expression.Span.Start);
            script.Add([new OtherStatement("SelectStmt") { Origin = origin, Relations = relations }], origin, inside);
        }
    }

    private void ReadDynamic(PlPgSqlStatement inner, Surroundings inside)
    {
        var query = inner.Expression("query");
        var node = query is null ? null : PgParser.ParseExpression(query.Text).Node;
        if (query is not null && DynamicSql.Evaluate(node, query.Text) is { } text)
        {
            var positions = text.Positions();
            for (var i = 0; i < positions.Length; i++)
            {
                positions[i] = query.MapPosition(positions[i]);
            }

            ReadText(text.ToString(), positions, inside with { Depth = inside.Depth + 1 });
        }
        else if (DynamicSql.FirstWord(node) is "GRANT" or "REVOKE" or "COMMENT")
        {
            // Whatever it names, no table is another one afterwards.
            var origin = TokenAt(inner.Position);
            script.Add([new OtherStatement(DynamicSql.FirstWord(node) == "COMMENT" ? "CommentStmt" : "GrantStmt") { Origin = origin }], origin, inside);
        }
        else
        {
            AddOpaque("dynamic SQL", TokenAt(inner.Position), inside);
        }
    }

    private void ReadText(string text, int[] positions, Surroundings inside)
    {
        var inner = new SqlSource(source, text, positions);
        var parsed = PgParser.Parse(text);
        if (parsed.Error is { } error)
        {
            var invalid = SyntaxErrors.Read(error, inner, null);
            script.Add([invalid], invalid.Origin, inside);
            return;
        }

        foreach (var one in parsed.Statements)
        {
            script.ReadStatement(inner, one, inside);
        }
    }

    private void AddOpaque(string description, Origin origin, Surroundings inside) =>
        script.Add([new OpaqueOperation(description) { Origin = origin }], origin, inside);

    private Origin Keyword() => TokenAt(statement.Span.Start);

    private Origin TokenAt(int position)
    {
        if (position < 0 || position >= source.Text.Length)
        {
            return source.Origin(statement.Span.Start, Math.Min(statement.Span.Start + 2, source.Text.Length), statement.Span);
        }

        var lexer = new SqlLexer(source.Text, position);
        lexer.NextSignificant();
        return source.Origin(position, Math.Max(lexer.End, position), statement.Span);
    }
}
