using System.Collections.Immutable;
using MigrationAnalyzers.Runtime.Planning;
using MigrationAnalyzers.Runtime.Steps;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests;

/// <summary>Plans of migrations that tests write in place. No server is asked.</summary>
internal static class Planned
{
    public static PlannedMigration Migration(string id, Action<MigrationBuilder> build)
    {
        using var context = new MigratingContext("Host=localhost", new TestMigration(id, build));
        return Assert.Single(MigrationsOf(context));
    }

    /// <summary>All migrations of a DbContext, in their order.</summary>
    public static ImmutableArray<PlannedMigration> MigrationsOf(DbContext context) => new MigrationPlanner(new EfServices(context)).PlanUp([], target: null);

    /// <summary>What a migration sends to an empty database, statement by statement.</summary>
    public static IEnumerable<string> SqlOf(PlannedMigration migration) => migration.Steps.SelectMany(static s => s is HelperStep { Step.Phases: var phases }
        ? phases.SelectMany(static p => p.Batches is { } batches ? [batches.SingleStatement] : p.Sql)
        : s.Commands.Select(static c => c.Sql));

    public static PlannedMigration Helper(string id, SafeStep step) => new(id, PlanDirection.Up, [new HelperStep(1, step)]);
}
