using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>Finds what of a table contains an expression that uses something: defaults, generated columns, CHECK constraints, indexes.</summary>
internal static class ExpressionDependents
{
    public static void Drop(string what, bool cascade, Func<SqlExpression, bool> uses, EffectScope scope, EffectBuilder effect)
    {
        foreach (var table in scope.Catalog.Tables.Values)
        {
            foreach (var (isGenerated, expression) in ExpressionsOf(table))
            {
                if (!uses(expression))
                {
                    continue;
                }

                // Before PostgreSQL 15 a generated column went silently with what it is computed from.
                if (cascade || (isGenerated && scope.Major < 15))
                {
                    effect.Lock(table.Name, LockMode.AccessExclusive);
                }
                else if (table.IsComplete)
                {
                    effect.Error ??= $"cannot drop {what} because other objects depend on it: table {table.Name}";
                }
            }
        }

        foreach (var domain in scope.Catalog.Domains.Values)
        {
            if (!cascade && domain.Checks.Any(uses))
            {
                effect.Error ??= $"cannot drop {what} because other objects depend on it: type {domain.Name}";
            }
        }
    }

    private static IEnumerable<(bool IsGenerated, SqlExpression Expression)> ExpressionsOf(TableInfo table)
    {
        foreach (var column in table.Columns)
        {
            if (column.Default is { } value)
            {
                yield return (false, value);
            }

            if (column.GenerationExpression is { } generation)
            {
                yield return (true, generation);
            }
        }

        foreach (var constraint in table.Constraints)
        {
            if (constraint is CheckConstraint check)
            {
                yield return (false, check.Expression);
            }
        }

        foreach (var index in table.Indexes)
        {
            if (index.Definition.Filter is { } filter)
            {
                yield return (false, filter);
            }

            foreach (var key in index.Definition.Keys)
            {
                if (key.Expression is { } expression)
                {
                    yield return (false, expression);
                }
            }
        }
    }
}
