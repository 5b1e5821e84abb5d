using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests.Migrating;

/// <summary>Gives EF Core the migrations of a <see cref="MigratingContext"/>, in the place of those of an assembly.</summary>
internal sealed class TestMigrationsAssembly(ICurrentDbContext context) : IMigrationsAssembly
{
    private readonly IReadOnlyDictionary<string, TestMigration> _migrations = ((MigratingContext)context.Context).Migrations.ToDictionary(static m => m.Id, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, TypeInfo> Migrations =>
        new SortedDictionary<string, TypeInfo>(_migrations.ToDictionary(static m => m.Key, static m => (TypeInfo)new NamedType(m.Value)), StringComparer.OrdinalIgnoreCase);

    public ModelSnapshot? ModelSnapshot => null;

    public Assembly Assembly => typeof(TestMigrationsAssembly).Assembly;

    public string? FindMigrationId(string nameOrId) =>
        _migrations.Keys.FirstOrDefault(id => string.Equals(id, nameOrId, StringComparison.OrdinalIgnoreCase) || id.EndsWith("_" + nameOrId, StringComparison.OrdinalIgnoreCase));

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = ((NamedType)migrationClass).Migration.ToMigration();
        migration.ActiveProvider = activeProvider;
        return migration;
    }

    /// <summary>EF tells migrations apart by their types.</summary>
    private sealed class NamedType(TestMigration migration) : TypeDelegator(typeof(Migration))
    {
        public TestMigration Migration { get; } = migration;
    }
}
