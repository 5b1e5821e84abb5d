using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.History;

/// <summary>How volatile expressions and functions are, in the light of the functions that migrations created.</summary>
internal static class FunctionVolatility
{
    /// <summary>
    /// The volatility of an expression; that of a user's function is known where a migration created it with one.
    /// </summary>
    public static Volatility Of(SqlExpression expression, SchemaCatalog catalog)
    {
        if (expression.Volatility is not { } known)
        {
            return Volatility.Unknown;
        }

        if (known != Volatility.Unknown)
        {
            return known;
        }

        // Besides functions of users, the worst is stable at most.
        var result = Volatility.Stable;
        foreach (var function in expression.UnknownFunctions.IsEmpty && expression.DecidingFunction is { } only ? [only] : expression.UnknownFunctions)
        {
            switch (catalog.Functions.TryGetValue(Name(function), out var info) ? info.Volatility : Volatility.Unknown)
            {
                case Volatility.Volatile:
                    return Volatility.Volatile;
                case Volatility.Unknown:
                    result = Volatility.Unknown;
                    break;
            }
        }

        return result;
    }

    /// <summary>
    /// What a call of the function counts as. The planner puts the body of an SQL function in place of the call where it can (inline_function), and then VOLATILE,
    /// which is also what no word means, says nothing; a body that is more volatile than the function is declared stays where it is.
    /// </summary>
    public static Volatility Of(CreateFunction create, SchemaCatalog catalog) => create switch
    {
        { Volatility: Volatility.Volatile, Language: "sql", Body: { } body } => Of(body, catalog),
        { Volatility: Volatility.Volatile, Language: "sql", HasOtherBody: false } => Volatility.Unknown,
        _ => create.Volatility ?? Volatility.Unknown,
    };

    private static RelationName Name(string function)
    {
        var dot = function.LastIndexOf('.');
        return dot < 0 ? new RelationName(null, function) : new RelationName(function[..dot], function[(dot + 1)..]);
    }
}
