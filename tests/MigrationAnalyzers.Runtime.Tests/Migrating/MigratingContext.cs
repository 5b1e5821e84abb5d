using MigrationAnalyzers.PostgresServers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests.Migrating;

/// <summary>A DbContext with migrations that a test writes, on a real server.</summary>
public sealed class MigratingContext(string connectionString, params TestMigration[] migrations) : DbContext
{
    public MigratingContext(PostgresDatabase database, params TestMigration[] migrations)
        : this(database.ConnectionString, migrations)
    {
    }

    public IReadOnlyList<TestMigration> Migrations { get; } = migrations;

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseNpgsql(connectionString).ReplaceService<IMigrationsAssembly, TestMigrationsAssembly>();
}
