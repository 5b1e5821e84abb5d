using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Model;
using PgQuery;
using PgQuery.Tree;

namespace MigrationAnalyzers.Engine.Sql;

/// <summary>Reads what is said of functions and procedures, and calls of them.</summary>
internal static class RoutineReader
{
    /// <summary>The volatility that CREATE FUNCTION declares, which is VOLATILE without a word; null for a procedure.</summary>
    public static Volatility? VolatilityOf(CreateFunctionStmt create)
    {
        if (create.IsProcedure)
        {
            return null;
        }

        return Options.ValueOf(Options.Find(create.Options, "volatility")) switch
        {
            "immutable" => Volatility.Immutable,
            "stable" => Volatility.Stable,
            _ => Volatility.Volatile,
        };
    }

    public static void AddCall(CallStmt call, StatementScope scope) =>
        scope.Add(new OpaqueOperation("procedure " + Names.Of(call.Funccall?.Funcname ?? default))
        {
            Origin = scope.Leading,
            Routine = CalledBy(call.Funccall) is [var only] ? only : null,
        });

    /// <summary>All functions that a query calls but those of PostgreSQL itself.</summary>
    public static ImmutableArray<RelationName> CalledBy(PgNode? query)
    {
        var called = ImmutableArray.CreateBuilder<RelationName>();
        foreach (var node in query?.DescendantsAndSelf() ?? [])
        {
            if (node is FuncCall call && Names.Of(call.Funcname) is var name && KnownFunctions.Of(name.Schema, name.Name) is null && !called.Contains(name))
            {
                called.Add(name);
            }
        }

        return called.ToImmutable();
    }

    /// <summary>A function that a query calls and that is neither PostgreSQL's own nor of a well-known extension: it may do anything.</summary>
    public static RelationName? FindUserFunction(PgNode query)
    {
        foreach (var node in query.DescendantsAndSelf())
        {
            if (node is FuncCall call)
            {
                var name = Names.Of(call.Funcname);
                if (KnownFunctions.Of(name.Schema, name.Name) is null)
                {
                    return name;
                }
            }
        }

        return null;
    }
}
