using MigrationAnalyzers.Runtime.Tests.Migrating;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests.Resilience;

/// <summary>Two migrations as EF Core's own Migrate() takes them: classes with attributes. What the second one does, the test says.</summary>
public sealed class PlainContext(string connectionString) : DbContext
{
    private static readonly AsyncLocal<TestMigration?> Chosen = new();

    /// <summary>Applies <see cref="Counted.Table"/> and the given migration as Migrate() does.</summary>
    public static async Task MigrateAsync(string connectionString, TestMigration second)
    {
        Chosen.Value = second;
        await using var context = new PlainContext(connectionString);
        await context.Database.MigrateAsync();
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseNpgsql(connectionString).ConfigureWarnings(static w => w.Ignore(RelationalEventId.PendingModelChangesWarning));

    [DbContext(typeof(PlainContext))]
    [Migration("20240101000100_Migration1")]
    public sealed class First : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => Counted.Table.Up(migrationBuilder);
    }

    [DbContext(typeof(PlainContext))]
    [Migration("20240101000200_Migration2")]
    public sealed class Second : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => Chosen.Value!.Up(migrationBuilder);
    }
}
