using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace MigrationAnalyzers.Runtime.Tests;

/// <summary>
/// The compiler prefers these to the provider's own methods, as they are in the namespace of the tests: so the DbContexts of the linked tests get <see cref="Npgsql9TypeMappingSource"/>
/// and know nothing of it.
/// </summary>
internal static class Npgsql9Options
{
    public static DbContextOptionsBuilder UseNpgsql(
        this DbContextOptionsBuilder options, string connectionString, Action<NpgsqlDbContextOptionsBuilder>? configure = null) =>
        NpgsqlDbContextOptionsBuilderExtensions.UseNpgsql(options, connectionString, configure).ReplaceService<IRelationalTypeMappingSource, Npgsql9TypeMappingSource>();
}
