using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Planning;
using MigrationAnalyzers.Runtime.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace MigrationAnalyzers.Runtime.Tests;

/// <summary>Plans of migrations that tests write in place: EF Core itself makes the commands.</summary>
internal static class Planned
{
    private const string Provider = "Npgsql.EntityFrameworkCore.PostgreSQL";

    public static PlannedMigration Migration(string id, Action<MigrationBuilder> build)
    {
        var builder = new MigrationBuilder(Provider);
        build(builder);
        using var context = Context();
        return Migration(id, builder.Operations, context);
    }

    /// <summary>All migrations of a DbContext, in their order.</summary>
    public static ImmutableArray<PlannedMigration> MigrationsOf(DbContext context, PlanDirection direction = PlanDirection.Up)
    {
        var assembly = context.GetService<IMigrationsAssembly>();
        return
        [
            .. assembly.Migrations.OrderBy(static m => m.Key, StringComparer.Ordinal).Select(m =>
            {
                var migration = assembly.CreateMigration(m.Value, Provider);
                var model = context.GetService<IModelRuntimeInitializer>().Initialize(migration.TargetModel);
                return Migration(m.Key, direction == PlanDirection.Up ? migration.UpOperations : migration.DownOperations, context, model, direction);
            }),
        ];
    }

    public static PlannedMigration Helper(string id, SafeStep step) => new(id, PlanDirection.Up, [new HelperStep(1, step)]);

    private static PlannedMigration Migration(
        string id, IReadOnlyList<MigrationOperation> operations, DbContext context, IModel? model = null, PlanDirection direction = PlanDirection.Up)
    {
        var steps = ImmutableArray.CreateBuilder<PlannedStep>();
        var together = ImmutableArray.CreateBuilder<string>();
        foreach (var command in context.GetService<IMigrationsSqlGenerator>().Generate(operations, model))
        {
            if (command.TransactionSuppressed)
            {
                End();
                steps.Add(new CommandStep(steps.Count + 1, "command", command.CommandText));
            }
            else
            {
                together.Add(command.CommandText);
            }
        }

        End();
        return new PlannedMigration(id, direction, steps.ToImmutable()) { RawSql = PlannedMigration.Texts(operations.OfType<SqlOperation>().Select(static o => o.Sql)) };

        void End()
        {
            if (together.Count > 0)
            {
                steps.Add(new TransactionStep(steps.Count + 1, "transaction", together.ToImmutable()));
                together.Clear();
            }
        }
    }

    private static DbContext Context() => new(new DbContextOptionsBuilder().UseNpgsql("Host=localhost").Options);
}
