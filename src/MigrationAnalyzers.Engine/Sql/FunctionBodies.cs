using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Bodies of SQL functions that the planner puts in place of calls (inline_function in clauses.c).</summary>
internal static class FunctionBodies
{
    public static CreateFunction Read(CreateFunctionStmt create, StatementScope scope)
    {
        var function = new CreateFunction(Names.Of(create.Funcname))
        {
            Origin = scope.Leading,
            Volatility = RoutineReader.VolatilityOf(create),
            Language = Options.ValueOf(Options.Find(create.Options, "language")) ?? (create.SqlBody is not null ? "sql" : null),
            Arguments = Arguments(create.Parameters, scope),
            ReturnsTrigger = create.ReturnType is { } type && Names.Of(type.Names).Name is "trigger" or "event_trigger",
            SecurityDefiner = IsOn(create, "security"),
            SetsSearchPath = create.Options.OfType<DefElem>().Any(static o => o is { Defname: "set", Arg: VariableSetStmt { Name: "search_path" } }),
        };
        if (function.Language == "sql")
        {
            function = WithRelations(function, create);
        }

        if (create.IsProcedure || function.Language != "sql")
        {
            return function;
        }

        return Expression(create) is { } body
            ? function with { Body = Judge(body, create) }
            : function with { HasOtherBody = true };
    }

    public static AlterFunction Read(AlterFunctionStmt alter, StatementScope scope) =>
        new(Names.Of(alter.Func?.Objname ?? default))
        {
            Origin = scope.Leading,
            Volatility = Options.ValueOf(Options.Find(alter.Actions, "volatility")) switch
            {
                "immutable" => Volatility.Immutable,
                "stable" => Volatility.Stable,
                "volatile" => Volatility.Volatile,
                _ => null,
            },
            Arguments = alter.Func is { ArgsUnspecified: false, Objargs: { } types } ? TypesOf(types, scope) : null,
        };

    private static CreateFunction WithRelations(CreateFunction function, CreateFunctionStmt create)
    {
        var text = Options.Find(create.Options, "as")?.Arg is ListNode { Items: [StringNode code] } ? code.Sval : null;
        List<PgNode> statements = create.SqlBody is { } body ? [body]
            : text is not null && PgParser.Parse(text) is { Error: null } parsed ? [.. parsed.Statements.Select(static s => s.Root).Where(IsPlanned)]
            : [];
        return function with
        {
            HasParsedBody = create.SqlBody is not null,
            Reads = [.. statements.SelectMany(static s => ReadRelations.Of(s)).Distinct()],
            Writes =
            [
                .. statements.SelectMany(static s => s.DescendantsAndSelf()).Select(ReadRelations.Target).OfType<RangeVar>().Select(static t => Names.Of(t)).Distinct(),
            ],
            Operations = text is null ? [] : [.. SqlFrontEnd.Read(SqlText.OfFile("function", text)).SelectMany(static s => s.Operations)],
        };
    }

    private static bool IsPlanned(PgNode statement) => statement is SelectStmt or InsertStmt or UpdateStmt or DeleteStmt or MergeStmt;

    /// <summary>The one expression that the function computes; null when it does anything else.</summary>
    private static PgNode? Expression(CreateFunctionStmt create)
    {
        // SECURITY DEFINER and SET need the function's own surroundings; a set of rows is no expression.
        if (IsOn(create, "security") || Options.Find(create.Options, "set") is not null || create.ReturnType is { Setof: true })
        {
            return null;
        }

        if (create.SqlBody is { } node)
        {
            return node is ReturnStmt { Returnval: { } value } ? WithoutQueries(value) : null;
        }

        return Options.Find(create.Options, "as")?.Arg is ListNode { Items: [StringNode text] }
            && PgParser.Parse(text.Sval) is { Error: null, Statements: [{ Root: SelectStmt select }] }
            && IsExpression(select) && select.TargetList is [ResTarget { Val: { } result }]
            ? WithoutQueries(result)
            : null;
    }

    private static bool IsExpression(SelectStmt select) => select is
    {
        Op: SetOperation.SETOP_NONE, WithClause: null, WhereClause: null, HavingClause: null, LimitCount: null, LimitOffset: null, IntoClause: null,
        FromClause.Count: 0, GroupClause.Count: 0, DistinctClause.Count: 0, SortClause.Count: 0, ValuesLists.Count: 0,
    };

    private static PgNode? WithoutQueries(PgNode expression)
    {
        foreach (var part in expression.DescendantsAndSelf())
        {
            if (part is SubLink or FuncCall { Over: not null } or FuncCall { AggStar: true })
            {
                return null;
            }
        }

        return expression;
    }

    private static SqlExpression Judge(PgNode body, CreateFunctionStmt create)
    {
        var expression = ExpressionReader.Read(body, "");

        // A STRICT function is replaced only where its body is NULL for every argument that is: for operators on its arguments that holds.
        return IsOn(create, "strict") && create.Parameters.Count > 0 && !UsesAll(body, create.Parameters.Count)
            ? expression with { Volatility = expression.Volatility == Volatility.Volatile ? Volatility.Volatile : Volatility.Unknown, DecidingFunction = Names.Of(create.Funcname).Name }
            : expression;
    }

    private static bool UsesAll(PgNode body, int parameters)
    {
        var used = new HashSet<int>();
        foreach (var part in body.DescendantsAndSelf())
        {
            switch (part)
            {
                case ParamRef parameter:
                    used.Add(parameter.Number);
                    break;
                case A_Expr { A_Expr_Kind: A_Expr_Kind.AEXPR_OP } or A_Const or StringNode:
                    break;
                default:
                    return false;
            }
        }

        return used.Count == parameters;
    }

    private static bool IsOn(CreateFunctionStmt create, string option) => Options.Find(create.Options, option)?.Arg is BooleanNode { Boolval: true };

    private static string Arguments(PgNodeList parameters, StatementScope scope) => string.Join(
        ",",
        parameters.OfType<FunctionParameter>()
            .Where(static p => p.Mode is not (FunctionParameterMode.FUNC_PARAM_OUT or FunctionParameterMode.FUNC_PARAM_TABLE))
            .Select(p => TypeReader.Read(p.ArgType, scope.Tokens, scope.End)?.ToString()));

    private static string TypesOf(PgNodeList types, StatementScope scope) =>
        string.Join(",", types.OfType<TypeName>().Select(t => TypeReader.Read(t, scope.Tokens, scope.End)?.ToString()));
}
