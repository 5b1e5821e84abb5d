using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>CREATE FUNCTION, and what depends on functions and they on.</summary>
internal static class FunctionEffects
{
    /// <summary>The statements of an SQL function are analyzed and rewritten when it is made (fmgr_sql_validator), which looks up and locks what they name.</summary>
    public static void Create(CreateFunction create, EffectScope scope, EffectBuilder effect)
    {
        if (create.HasParsedBody && scope.Major < 14)
        {
            effect.Error ??= VersionErrors.Needs("BEGIN ATOMIC", 14);
        }

        if (!create.HasParsedBody && string.Equals(scope.Catalog.Parameter("check_function_bodies"), "off", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var relation in create.Reads)
        {
            LockAnalyzed(relation, LockMode.AccessShare, scope, effect);
        }

        foreach (var relation in create.Writes)
        {
            LockAnalyzed(relation, LockMode.RowExclusive, scope, effect);
        }
    }

    /// <summary>What an SQL function does that calls no others; empty where that is not known.</summary>
    public static ImmutableArray<MigrationOperation> BodyOf(RelationName function, EffectScope scope) =>
        scope.Catalog.Functions.TryGetValue(function, out var info) && !scope.Catalog.OverloadedFunctions.Contains(function)
            && info.Operations.All(static o => o is WriteRows or OtherStatement)
            ? info.Operations
            : [];

    public static void Call(OpaqueOperation call, ImmutableArray<MigrationOperation> body, EffectScope scope, EffectBuilder effect)
    {
        foreach (var read in call.Reads)
        {
            scope.LockRead(effect, read);
        }

        foreach (var operation in body)
        {
            OperationEffects.Describe(operation, scope, effect);
        }
    }

    /// <summary>An expression is computed that calls SQL functions: what these read is locked.</summary>
    public static void Evaluate(SqlExpression expression, EffectScope scope, EffectBuilder effect)
    {
        foreach (var function in expression.Functions)
        {
            foreach (var operation in expression.NotEvaluated.Contains(function) ? [] : BodyOf(function, scope))
            {
                OperationEffects.Describe(operation, scope, effect);
            }
        }
    }

    /// <summary>DROP FUNCTION of one that views call.</summary>
    public static void Drop(RelationName function, bool cascade, EffectScope scope, EffectBuilder effect)
    {
        foreach (var view in scope.Catalog.Views.Values)
        {
            if (!view.Functions.Contains(function))
            {
                continue;
            }

            if (cascade)
            {
                effect.Lock(view.Name, LockMode.AccessExclusive);
            }
            else
            {
                effect.Error ??= $"cannot drop function {function.Name}() because other objects depend on it: view {view.Name.Name}";
            }
        }
    }

    /// <summary>DROP TABLE and DROP VIEW of what the parsed body of a function names.</summary>
    public static void DropRead(RelationName dropped, bool cascade, EffectScope scope, EffectBuilder effect)
    {
        foreach (var function in scope.Catalog.Functions)
        {
            if (!cascade && function.Value.DependsOn.Contains(dropped) && !scope.Catalog.OverloadedFunctions.Contains(function.Key))
            {
                effect.Error ??= $"cannot drop {dropped.Name} because other objects depend on it: function {function.Key.Name}()";
            }
        }
    }

    // Inheriting tables and partitions come in with planning only.
    private static void LockAnalyzed(RelationName relation, LockMode mode, EffectScope scope, EffectBuilder effect)
    {
        if (scope.Catalog.IsMissing(relation))
        {
            effect.Error ??= $"relation \"{relation}\" does not exist";
            return;
        }

        effect.Lock(relation, mode);
        if (scope.Catalog.Views.TryGetValue(relation, out var view) && !view.IsMaterialized)
        {
            foreach (var read in view.Reads)
            {
                LockAnalyzed(read, read.Equals(view.UpdatableRelation) ? mode : LockMode.AccessShare, scope, effect);
            }
        }
    }
}
