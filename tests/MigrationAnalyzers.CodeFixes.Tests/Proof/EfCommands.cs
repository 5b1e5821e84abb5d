using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>A command that EF sends for a migration.</summary>
internal sealed record EfCommand(string Text, bool TransactionSuppressed);

/// <summary>A migration as the commands that EF sends for it.</summary>
internal sealed record EfMigration(string Id, ImmutableArray<EfCommand> Up, ImmutableArray<EfCommand> Down);

/// <summary>Compiles migrations and asks EF Core and Npgsql for their commands, in the way in which EF's own migrator does.</summary>
internal static class EfCommands
{
    /// <summary>The assembly that the project is compiled to.</summary>
    public static async Task<byte[]> CompileAsync(Project project)
    {
        using var image = new MemoryStream();
        var emitted = (await project.GetCompilationAsync())!.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return image.ToArray();
    }

    /// <summary>The migrations of an assembly in their order.</summary>
    /// <param name="withDown">False where Down may throw.</param>
    public static ImmutableArray<EfMigration> Of(byte[] assembly, int postgresMajor, bool withDown = true)
    {
        using var image = new MemoryStream(assembly);
        var loaded = new AssemblyLoadContext("migrations", isCollectible: true);
        try
        {
            using var context = new DbContext(new DbContextOptionsBuilder()
                .UseNpgsql("Host=localhost", npgsql => npgsql.SetPostgresVersion(postgresMajor, 0))
                .Options);
            return
            [
                .. from type in loaded.LoadFromStream(image).GetTypes()
                   let id = type.GetCustomAttribute<MigrationAttribute>()?.Id
                   where id is not null
                   orderby id
                   let migration = Create(type, context)
                   select new EfMigration(id, Commands(migration, migration.UpOperations, context), withDown ? Commands(migration, migration.DownOperations, context) : []),
            ];
        }
        finally
        {
            loaded.Unload();
        }
    }

    private static Migration Create(Type type, DbContext context)
    {
        var migration = (Migration)Activator.CreateInstance(type)!;
        migration.ActiveProvider = context.Database.ProviderName!;
        return migration;
    }

    private static ImmutableArray<EfCommand> Commands(Migration migration, IReadOnlyList<MigrationOperation> operations, DbContext context)
    {
        var model = context.GetService<IModelRuntimeInitializer>().Initialize(migration.TargetModel);
        return
        [
            .. context.GetService<IMigrationsSqlGenerator>().Generate(operations, model)
                .Select(static command => new EfCommand(command.CommandText, command.TransactionSuppressed)),
        ];
    }
}
