#if NET8_0
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Storage.Internal;

namespace Divided;

/// <summary>
/// Makes the provider 8.0.0 work with Npgsql 9, which has no Npgsql.Internal.HackyEnumTypeMapping any more: one method only refers to that type, to find the enums that an application
/// mapped with Npgsql. There are none.
/// </summary>
#pragma warning disable EF1001 // The provider's own: of one version, and that of the package reference.
public sealed class Npgsql9TypeMappingSource(
    TypeMappingSourceDependencies dependencies,
    RelationalTypeMappingSourceDependencies relationalDependencies,
    ISqlGenerationHelper sqlGenerationHelper,
    INpgsqlSingletonOptions options) : NpgsqlTypeMappingSource(dependencies, relationalDependencies, sqlGenerationHelper, options)
{
    protected override void SetupEnumMappings(ISqlGenerationHelper sqlGenerationHelper, Npgsql.NpgsqlDataSource? dataSource)
    {
    }
}
#endif
