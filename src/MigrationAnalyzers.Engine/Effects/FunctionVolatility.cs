using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

internal static class FunctionVolatility
{
    /// <summary>
    /// The volatility of an expression; that of a user's function is known where a migration created it with one.
    /// </summary>
    public static Volatility Of(SqlExpression expression, SchemaCatalog catalog) => expression.Volatility switch
    {
        Volatility.Unknown when expression.DecidingFunction is { } function && catalog.Functions.TryGetValue(Name(function), out var declared) => declared,
        { } known => known,
        null => Volatility.Unknown,
    };

    private static RelationName Name(string function)
    {
        var dot = function.LastIndexOf('.');
        return dot < 0 ? new RelationName(null, function) : new RelationName(function[..dot], function[(dot + 1)..]);
    }
}
