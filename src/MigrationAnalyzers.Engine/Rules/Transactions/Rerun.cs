using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Effects;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Engine.Rules.Transactions;

/// <summary>What happens when a migration that broke off runs again from its first operation.</summary>
internal static class Rerun
{
    /// <summary>
    /// The operations that run outside of the transaction and whose failure, or that of what follows them, makes the next run end with an error: the first one, and of those after it the ones
    /// that PostgreSQL refuses in a transaction. Each takes a replay of all that comes before it.
    /// </summary>
    /// <param name="operations">The statements of the unit, operation by operation.</param>
    public static IEnumerable<(AnalyzedOperation Operation, string Where, string Error)> HazardsOf(MigrationUnit unit, ImmutableArray<AnalyzedOperation> operations, EffectOptions options)
    {
        var statements = unit.Statements;
        var index = 0;
        var isFound = false;
        foreach (var analyzed in operations)
        {
            while (!ReferenceEquals(statements[index], analyzed.Statement))
            {
                index++;
            }

            if (analyzed.Operation is SetParameter || (isFound && !analyzed.Effect.CannotRunInTransaction) || !RunsAlone(statements, index) || !ReferenceEquals(analyzed.Operation, analyzed.Statement.Operations[0]))
            {
                continue;
            }

            var end = index + 1;
            while (end < statements.Length && statements[end].Command == analyzed.Statement.Command)
            {
                end++;
            }

            if (ErrorOf(unit, index, analyzed.CatalogBefore, options) is { } here)
            {
                isFound = true;
                yield return (analyzed, "here or later", here);
            }
            else if (MayFail(statements, end) && ErrorOf(unit, end, operations.First(o => ReferenceEquals(o.Statement, statements[end])).CatalogBefore, options) is { } later)
            {
                isFound = true;
                yield return (analyzed, "after it", later);
            }
        }
    }

    /// <summary>The error with which the next run surely ends; null where there is none, or it is not certain.</summary>
    /// <param name="committed">So many statements of the migration were committed.</param>
    /// <param name="catalog">What they left.</param>
    private static string? ErrorOf(MigrationUnit unit, int committed, SchemaCatalog catalog, EffectOptions options)
    {
        var failed = unit.Statements[committed];
        catalog = catalog.EndUnit();
        for (var i = 0; i < committed; i++)
        {
            var statement = unit.Statements[i];
            if (!statement.Has(Circumstances.Conditional))
            {
                var step = catalog;
                foreach (var operation in InOrder(statement.Operations))
                {
                    if (IsLeftBy(failed, operation))
                    {
                        return null;
                    }

                    if (ErrorOf(operation, step) is { } error)
                    {
                        return error;
                    }

                    step = statement.Operations.Length == 1 ? step : step.Apply(new MigrationStatement([operation], operation.Origin));
                }

                foreach (var effect in StatementEffects.Of(statement, catalog, options))
                {
                    if (effect.Error is { } error)
                    {
                        return error;
                    }
                }
            }

            catalog = catalog.Apply(statement);
        }

        return null;
    }

    /// <summary>Whatever the order in which an ALTER TABLE names them, it drops first (AT_PASS_DROP): <c>DROP CONSTRAINT IF EXISTS a, ADD CONSTRAINT a</c> can run twice.</summary>
    private static IEnumerable<MigrationOperation> InOrder(ImmutableArray<MigrationOperation> operations) =>
        operations.Length == 1 ? operations : operations.OrderBy(static o => o is DropColumn or DropConstraint ? 0 : 1);

    /// <summary>Something follows that is more than putting a setting back.</summary>
    private static bool MayFail(ImmutableArray<MigrationStatement> statements, int from)
    {
        for (var i = from; i < statements.Length; i++)
        {
            foreach (var operation in statements[i].Operations)
            {
                if (operation is not SetParameter)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>It is the first statement of a command that suppresses the transaction.</summary>
    private static bool RunsAlone(ImmutableArray<MigrationStatement> statements, int index) =>
        statements[index] is { Transaction: null, TransactionIsKnown: true, Origin.FrontEnd: not FrontEnd.SqlFile } statement
        && (index == 0 || statements[index - 1].Command != statement.Command);

    /// <summary>A concurrent build that fails leaves an index of its name, which the next run then finds to drop.</summary>
    private static bool IsLeftBy(MigrationStatement failed, MigrationOperation operation) =>
        failed is { Operations: [CreateIndex { Name: { } name }] } && operation is DropIndex drop && string.Equals(drop.Index.Name, name, StringComparison.Ordinal);

    /// <summary>The operation was carried out once already: what it made is there, what it took away is not, even where nothing more is known of the table.</summary>
    private static string? ErrorOf(MigrationOperation operation, SchemaCatalog catalog) => operation switch
    {
        CreateTable { IfNotExists: false } o when catalog.Find(o.Table) is not null => $"relation \"{o.Table.Name}\" already exists",
        DropTable { IfTableExists: false } o when catalog.Find(o.Table) is null => $"table \"{o.Table.Name}\" does not exist",
        RenameTable { IfTableExists: false } o when catalog.Find(o.Table) is null => $"relation \"{o.Table.Name}\" does not exist",
        AddColumn { IfNotExists: false } o when catalog.Find(o.Table)?.Column(o.Column.Name) is not null =>
            $"column \"{o.Column.Name}\" of relation \"{o.Table.Name}\" already exists",
        DropColumn { IfExists: false } o when catalog.Find(o.Table)?.Column(o.Column) is null => $"column \"{o.Column}\" of relation \"{o.Table.Name}\" does not exist",
        RenameColumn o when catalog.Find(o.Table)?.Column(o.Column) is null => $"column \"{o.Column}\" does not exist",
        AddConstraint { Constraint.Name: { } name } o when catalog.Find(o.Table)?.Constraint(name) is not null =>
            $"constraint \"{name}\" for relation \"{o.Table.Name}\" already exists",
        DropConstraint { IfExists: false } o when catalog.Find(o.Table)?.Constraint(o.Name) is null =>
            $"constraint \"{o.Name}\" of relation \"{o.Table.Name}\" does not exist",
        CreateIndex { IfNotExists: false, Name: { } name } o when catalog.TableOfIndex(new RelationName(o.Table.Schema, name)) is not null => $"relation \"{name}\" already exists",
        DropIndex { IfExists: false } o when catalog.TableOfIndex(o.Index) is null => $"index \"{o.Index.Name}\" does not exist",
        RenameIndex { IfExists: false } o when catalog.TableOfIndex(o.Index) is null => $"relation \"{o.Index.Name}\" does not exist",
        CreateEnum o when catalog.Enums.ContainsKey(o.Type) => $"type \"{o.Type.Name}\" already exists",
        AddEnumValue { IfNotExists: false } o when catalog.Enums.TryGetValue(o.Type, out var type) && type.Labels.Contains(o.Label, StringComparer.Ordinal) =>
            $"enum label \"{o.Label}\" already exists",
        _ => null,
    };
}
