using System.Reflection;
using System.Runtime.Loader;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Sql;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Tests.Ef;

/// <summary>What Npgsql itself makes of a migration: the migration runs, its SQL is generated and read.</summary>
internal static class NpgsqlSql
{
    /// <summary>The operations of each command of Up, as PostgreSQL's grammar reads them.</summary>
    public static IReadOnlyList<(bool Suppressed, string Sql, IReadOnlyList<MigrationOperation> Operations)> Commands(CSharpCompilation compilation, string type)
    {
        using var context = new NpgsqlContext();
        var model = context.GetService<IDesignTimeModel>().Model;
        var result = new List<(bool, string, IReadOnlyList<MigrationOperation>)>();
        foreach (var command in context.GetService<IMigrationsSqlGenerator>().Generate(OperationsOf(compilation, type), model))
        {
            var statements = SqlFrontEnd.Read(SqlText.OfFile("ef.sql", command.CommandText));
            result.Add((command.TransactionSuppressed, command.CommandText, [.. statements.SelectMany(static s => s.Operations)]));
        }

        return result;
    }

    private static IReadOnlyList<Microsoft.EntityFrameworkCore.Migrations.Operations.MigrationOperation> OperationsOf(CSharpCompilation compilation, string type)
    {
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        stream.Position = 0;
        var assembly = new TestLoadContext().LoadFromStream(stream);
        var migration = (Microsoft.EntityFrameworkCore.Migrations.Migration)Activator.CreateInstance(assembly.GetType(type, throwOnError: true)!)!;
        migration.ActiveProvider = "Npgsql.EntityFrameworkCore.PostgreSQL";
        return migration.UpOperations;
    }

    private sealed class TestLoadContext() : AssemblyLoadContext(isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => null;
    }

    private sealed class NpgsqlContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
            optionsBuilder.UseNpgsql("Host=nowhere", static npgsql => npgsql.SetPostgresVersion(18, 0));

        /// <summary>EF generates seed data for tables of the model only.</summary>
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.SharedTypeEntity<Dictionary<string, object>>("Data", static data =>
        {
            data.ToTable("data", "s");
            data.IndexerProperty<int>("id").ValueGeneratedNever();
            data.IndexerProperty<int>("id2");
            data.IndexerProperty<int>("a");
            data.IndexerProperty<string>("b");
            data.HasKey("id");
        });
    }
}
