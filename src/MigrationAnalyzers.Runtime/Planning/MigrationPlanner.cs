using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using MigrationAnalyzers.Runtime.Steps;

namespace MigrationAnalyzers.Runtime.Planning;

/// <summary>Finds the migrations that are to run, and divides them into steps.</summary>
internal sealed class MigrationPlanner(EfServices services)
{
    /// <summary>The migrations that are not applied yet, up to the target.</summary>
    /// <param name="applied">The database's history.</param>
    /// <param name="target">The last migration to apply, by id or name; null: all.</param>
    /// <exception cref="SafeMigrationException">There is no such migration, or migrations after it are applied.</exception>
    public ImmutableArray<PlannedMigration> PlanUp(IReadOnlyList<string> applied, string? target)
    {
        var last = target is null ? null : FindId(target);
        var done = applied.ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (last is not null && applied.FirstOrDefault(id => Compare(id, last) > 0) is { } newer)
        {
            throw new SafeMigrationException(
                SafeMigrationFailure.Usage,
                $"{newer} is applied and comes after the target {last}. To go back to the target, use rollback {last}.");
        }

        return [.. services.Ids.Where(id => !done.Contains(id) && (last is null || Compare(id, last) <= 0)).Select(PlanUp)];
    }

    /// <summary>The applied migrations after the target, last one first.</summary>
    /// <param name="applied">The database's history.</param>
    /// <param name="target">The migration to go back to, by id or name; <c>0</c>: none is left.</param>
    /// <param name="allowEmptyDown">A Down that does nothing is meant.</param>
    /// <exception cref="SafeMigrationException">There is no such migration, or one after it cannot be rolled back.</exception>
    public ImmutableArray<PlannedMigration> PlanDown(IReadOnlyList<string> applied, string target, bool allowEmptyDown)
    {
        var first = target == Migration.InitialDatabase ? null : FindId(target);
        if (first is not null && !applied.Contains(first, StringComparer.OrdinalIgnoreCase))
        {
            throw new SafeMigrationException(SafeMigrationFailure.Usage, $"{first} is not applied, so nothing can be rolled back to it. `status` lists what is applied.");
        }

        var ids = services.Ids;
        var result = ImmutableArray.CreateBuilder<PlannedMigration>();
        foreach (var id in applied.Where(id => first is null || Compare(id, first) > 0).OrderDescending(StringComparer.OrdinalIgnoreCase))
        {
            if (ids.FirstOrDefault(i => Compare(i, id) == 0) is not { } known)
            {
                throw new SafeMigrationException(
                    SafeMigrationFailure.Usage, $"{id} is applied and is not among the migrations of this program, so its Down is not known. Run the program that has it.");
            }

            result.Add(PlanDown(known, allowEmptyDown));
        }

        return result.ToImmutable();
    }

    /// <exception cref="SafeMigrationException">The migration's Up throws.</exception>
    public PlannedMigration PlanUp(string id)
    {
        var migration = services.Create(id);
        var operations = Operations(id, "Up", () => migration.UpOperations);
        return new PlannedMigration(id, PlanDirection.Up, Divide(operations, migration.TargetModel)) { RawSql = RawSql(operations) };
    }

    public PlannedMigration PlanDown(string id, bool allowEmptyDown)
    {
        var migration = services.Create(id);
        var operations = Operations(id, "Down", () => migration.DownOperations);
        if (operations.Count == 0 && !allowEmptyDown && Operations(id, "Up", () => migration.UpOperations).Count > 0)
        {
            throw new SafeMigrationException(
                SafeMigrationFailure.Usage,
                $"Down of {id} does nothing although its Up does. Write its Down; or, when the database is as it should be, allow it (--allow-empty-down): then only the history changes.");
        }

        var before = services.Ids.LastOrDefault(i => Compare(i, id) < 0);
        return new PlannedMigration(id, PlanDirection.Down, Divide(operations, before is null ? null : services.Create(before).TargetModel)) { RawSql = RawSql(operations) };
    }

    public string FindId(string nameOrId) =>
        services.Assembly.FindMigrationId(nameOrId)
        ?? throw new SafeMigrationException(
            SafeMigrationFailure.Usage,
            services.Ids.Count == 0
                ? $"There is no migration {nameOrId}: the assembly {services.Assembly.Assembly.GetName().Name} has none. If they are in another one, name it: UseNpgsql(..., o => o.MigrationsAssembly(\"...\"))."
                : $"There is no migration {nameOrId}. The last ones are {string.Join(", ", services.Ids.TakeLast(5))}.");

    /// <summary>EF's order of migrations.</summary>
    private static int Compare(string id, string other) => StringComparer.OrdinalIgnoreCase.Compare(id, other);

    private static IReadOnlyList<MigrationOperation> Operations(string id, string direction, Func<IReadOnlyList<MigrationOperation>> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new SafeMigrationException(SafeMigrationFailure.Usage, $"{direction} of {id} throws {e.GetType().Name}: {e.Message}", e);
        }
    }

    private static ImmutableHashSet<string> RawSql(IEnumerable<MigrationOperation> operations) =>
        PlannedMigration.Texts(operations.OfType<SqlOperation>().Select(static o => o.Sql));

    private ImmutableArray<PlannedStep> Divide(IReadOnlyList<MigrationOperation> operations, IModel? model)
    {
        var finalized = model is null ? null : services.Finalize(model);
        var steps = ImmutableArray.CreateBuilder<PlannedStep>();
        var ordinary = new List<MigrationOperation>();
        SafeStep? current = null;
        foreach (var operation in operations)
        {
            if (operation.FindAnnotation(SafeStep.Annotation)?.Value is not SafeStep step)
            {
                current = null;
                ordinary.Add(operation);
                continue;
            }

            // All operations of a step carry the same object.
            if (!ReferenceEquals(step, current))
            {
                AddOrdinary();
                steps.Add(new HelperStep(steps.Count + 1, step));
                current = step;
            }
        }

        AddOrdinary();
        return steps.ToImmutable();

        void AddOrdinary()
        {
            if (ordinary.Count > 0)
            {
                OrdinarySteps.Add(steps, services.SqlGenerator.Generate(ordinary, finalized));
                ordinary.Clear();
            }
        }
    }
}
