using Microsoft.EntityFrameworkCore.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Storage.Internal;

namespace MigrationAnalyzers.Runtime.Tests;

/// <summary>
/// Makes the provider 8.0.0 work with Npgsql 9, with which the runtime is built and which has no Npgsql.Internal.HackyEnumTypeMapping any more: one method only refers to that type, to
/// find the enums that an application mapped with Npgsql. These tests map none.
/// </summary>
#pragma warning disable EF1001 // The provider's own: of one version, and that of its package reference.
internal sealed class Npgsql9TypeMappingSource(
    TypeMappingSourceDependencies dependencies,
    RelationalTypeMappingSourceDependencies relationalDependencies,
    ISqlGenerationHelper sqlGenerationHelper,
    INpgsqlSingletonOptions options) : NpgsqlTypeMappingSource(dependencies, relationalDependencies, sqlGenerationHelper, options)
{
    protected override void SetupEnumMappings(ISqlGenerationHelper sqlGenerationHelper, global::Npgsql.NpgsqlDataSource? dataSource)
    {
    }
}
