using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace MigrationAnalyzers.Runtime.Planning;

/// <summary>What a DbContext knows of its migrations and of the database's history.</summary>
internal sealed class EfServices
{
    private readonly DbContext _context;
    private readonly IModelRuntimeInitializer _initializer;

    /// <exception cref="SafeMigrationException">The context does not use Npgsql.</exception>
    public EfServices(DbContext context)
    {
        _context = context;
        var provider = context.Database.ProviderName;
        if (provider != "Npgsql.EntityFrameworkCore.PostgreSQL")
        {
            throw new SafeMigrationException(
                SafeMigrationFailure.Usage,
                $"{context.GetType().Name} uses the provider {provider ?? "(none)"}: SafeMigrator works on PostgreSQL. Configure the context with UseNpgsql (package Npgsql.EntityFrameworkCore.PostgreSQL).");
        }

        Assembly = context.GetService<IMigrationsAssembly>();
        History = context.GetService<IHistoryRepository>();
        SqlGenerator = context.GetService<IMigrationsSqlGenerator>();
        _initializer = context.GetService<IModelRuntimeInitializer>();
        var options = RelationalOptionsExtension.Extract(context.GetService<IDbContextOptions>());
        HistoryTable = new(options.MigrationsHistoryTableSchema, options.MigrationsHistoryTableName ?? HistoryRepository.DefaultTableName);
    }

    public IMigrationsAssembly Assembly { get; }

    public IHistoryRepository History { get; }

    public IMigrationsSqlGenerator SqlGenerator { get; }

    public Steps.TableName HistoryTable { get; }

    /// <summary>Where a record of what was done stands, beside the history.</summary>
    public Steps.TableName JournalTable => HistoryTable.Sibling("__SafeMigrationsJournal");

    /// <summary>The version of EF Core, as the history has it.</summary>
    public static string ProductVersion => ProductInfo.GetVersion();

    public static int MajorVersion { get; } = typeof(DbContext).Assembly.GetName().Version!.Major;

    /// <summary>The migrations of the assembly, in their order.</summary>
    public IReadOnlyList<string> Ids => [.. Assembly.Migrations.Keys.Order(StringComparer.OrdinalIgnoreCase)];

    public Migration Create(string id) => Assembly.CreateMigration(Assembly.Migrations[id], _context.Database.ProviderName!);

    /// <summary>The model that a migration leads to, as SQL generation needs it.</summary>
    public IModel Finalize(IModel model) => _initializer.Initialize(model, designTime: true, validationLogger: null);

    /// <summary>The migrations in the database's history; none where there is no history.</summary>
    public async Task<IReadOnlyList<string>> ReadAppliedAsync(CancellationToken cancellationToken) =>
        [.. (await History.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false)).Select(static r => r.MigrationId)];

    /// <summary>What puts a migration into the history, or, rolled back, takes it out.</summary>
    public string HistorySql(PlannedMigration migration) => migration.Direction == PlanDirection.Up
        ? History.GetInsertScript(new HistoryRow(migration.Id, ProductVersion))
        : History.GetDeleteScript(migration.Id);

    /// <summary>As Migrate() does it.</summary>
    public async Task CreateDatabaseIfMissingAsync(CancellationToken cancellationToken)
    {
        var creator = _context.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await creator.CreateAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Npgsql.PostgresException e) when (e.SqlState is Npgsql.PostgresErrorCodes.DuplicateDatabase or Npgsql.PostgresErrorCodes.UniqueViolation)
        {
            // Another instance was faster.
        }
    }
}
