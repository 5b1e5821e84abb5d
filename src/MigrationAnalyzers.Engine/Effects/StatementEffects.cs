using System.Collections.Immutable;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Effects;

/// <summary>What PostgreSQL does for a statement: the one place where locks, rewrites and scans are known.</summary>
/// <remarks>
/// The facts were measured on live servers of every major version. A relation that the statement creates is listed, though nobody can wait for it. The work that
/// a foreign key's validation means for both its tables is said of the referencing table, because it lasts as long as that one is large.
/// </remarks>
public static class StatementEffects
{
    /// <summary>One effect for each operation of the statement, in order. The operations of one ALTER TABLE are judged together.</summary>
    public static ImmutableArray<OperationEffect> Of(MigrationStatement statement, SchemaCatalog catalog, EffectOptions options)
    {
        var effects = Judge(statement, catalog, options);
        if (catalog.BeforeUnread is null || !effects.Any(static e => e.Error is not null))
        {
            return effects;
        }

        // An error that rests on what a statement that cannot be read may have dropped is none: with that gone the statement does its work.
        var certain = Judge(statement, CertainCatalog.Of(catalog), options);
        return [.. effects.Zip(certain, static (effect, sure) => effect.Error is null || sure.Error is not null ? effect : sure)];
    }

    private static ImmutableArray<OperationEffect> Judge(MigrationStatement statement, SchemaCatalog catalog, EffectOptions options)
    {
        var scope = new EffectScope(statement, catalog.At(statement), options.PostgresMajor);
        var builders = new EffectBuilder[statement.Operations.Length];
        for (var i = 0; i < builders.Length; i++)
        {
            builders[i] = new EffectBuilder();
            if (statement.Operations[i] is TableOperation change && change is not CreateTable && scope.Catalog.IsMissing(change.Table))
            {
                builders[i].Error = change.IfTableExists ? null : $"relation \"{change.Table}\" does not exist";
                continue;
            }

            builders[i].Error = SchemaErrors.Of(statement.Operations[i], scope);
            if (builders[i].Error is not null)
            {
                continue;
            }

            if (statement.Operations[i] is TableOperation onView && KindErrors.Of(onView, scope) is { } error)
            {
                builders[i].Error = error;
                continue;
            }

            OperationEffects.Describe(statement.Operations[i], scope, builders[i]);
            builders[i].Error ??= TypeEffects.ErrorOfTypedTable(statement.Operations[i], scope) ?? InheritanceErrors.Of(statement.Operations[i], scope)
                ?? MissingTypes.ErrorOf(statement.Operations[i], scope) ?? ExpressionErrors.Of(statement.Operations[i], scope) ?? ErrorOfRowType(statement.Operations[i], scope, builders[i]);
        }

        if (builders.Length > 0)
        {
            EnumLiterals.Check(scope, builders[0]);
        }

        JudgeTogether(builders);
        foreach (var builder in builders)
        {
            builder.LimitWorkToRows(scope);
        }

        var effects = ImmutableArray.CreateBuilder<OperationEffect>(builders.Length);
        foreach (var builder in builders)
        {
            // Whether a statement that may not run gives its error is not certain.
            effects.Add(statement.Has(Circumstances.Conditional) ? builder.Build() with { Error = null, UnsafeLabel = null, ErrorWithRows = null } : builder.Build());
        }

        return effects.MoveToImmutable();
    }

    /// <summary>Values of the table's row type in other tables are not written anew with it (ATRewriteTables).</summary>
    private static string? ErrorOfRowType(MigrationOperation operation, EffectScope scope, EffectBuilder effect) =>
        operation is AddColumn or AlterColumnType && ((TableOperation)operation).Table is var table && effect.Rewrites(table)
        && TypeDependents.IsRowType(table) && TypeDependents.ColumnOver(table, scope.Catalog) is { } column
            ? $"cannot alter table \"{table.Name}\" because column \"{column.Table.Name}.{column.Column}\" uses its row type"
            : null;

    /// <summary>
    /// A statement takes the strongest lock that any of its parts needs, before any of them does its work; and when one part rewrites a table, the others verify
    /// its rows in the same pass.
    /// </summary>
    private static void JudgeTogether(EffectBuilder[] effects)
    {
        foreach (var effect in effects)
        {
            foreach (var held in effect.Locks.ToArray())
            {
                foreach (var other in effects)
                {
                    other.Strengthen(held.Relation, held.Mode);
                    if ((held.Work & TableWork.Rewrite) != 0)
                    {
                        other.VerifyWhileRewriting(held.Relation);
                    }
                }
            }
        }
    }
}
