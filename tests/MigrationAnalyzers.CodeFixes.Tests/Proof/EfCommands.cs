using System.Collections.Immutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace MigrationAnalyzers.CodeFixes.Tests.Proof;

/// <summary>A command that EF sends for a migration.</summary>
internal sealed record EfCommand(string Text, bool TransactionSuppressed);

/// <summary>Compiles migrations and asks EF Core and Npgsql for their commands, in the way in which EF's own migrator does.</summary>
internal static class EfCommands
{
    /// <param name="type">The full name of the migration's class.</param>
    public static ImmutableArray<EfCommand> OfUp(Compilation compilation, string type, int postgresMajor) =>
        Of(compilation, type, postgresMajor, static migration => migration.UpOperations);

    public static ImmutableArray<EfCommand> OfDown(Compilation compilation, string type, int postgresMajor) =>
        Of(compilation, type, postgresMajor, static migration => migration.DownOperations);

    private static ImmutableArray<EfCommand> Of(
        Compilation compilation, string type, int postgresMajor, Func<Migration, IReadOnlyList<MigrationOperation>> operations)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;

        var loaded = new AssemblyLoadContext(type, isCollectible: true);
        try
        {
            var migration = (Migration)Activator.CreateInstance(loaded.LoadFromStream(image).GetType(type, throwOnError: true)!)!;
            using var context = new DbContext(new DbContextOptionsBuilder()
                .UseNpgsql("Host=localhost", npgsql => npgsql.SetPostgresVersion(postgresMajor, 0))
                .EnableServiceProviderCaching(false)
                .Options);
            migration.ActiveProvider = context.Database.ProviderName!;
            var model = context.GetService<IModelRuntimeInitializer>().Initialize(migration.TargetModel);
            return
            [
                .. context.GetService<IMigrationsSqlGenerator>().Generate(operations(migration), model)
                    .Select(static command => new EfCommand(command.CommandText, command.TransactionSuppressed)),
            ];
        }
        finally
        {
            loaded.Unload();
        }
    }
}
