using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.PostgresServers;
using Npgsql;

namespace MigrationAnalyzers.Runtime.Tests.Steps;

/// <summary>Executes operations as EF Core does: what suppresses the transaction on its own, the rest in transactions.</summary>
internal static class PlainRunner
{
    public static IReadOnlyList<MigrationCommand> Commands(Action<MigrationBuilder> up)
    {
        var options = new DbContextOptionsBuilder().UseNpgsql("Host=none").Options;
        using var context = new DbContext(options);
        var builder = new MigrationBuilder("Npgsql.EntityFrameworkCore.PostgreSQL");
        up(builder);
        return context.GetService<IMigrationsSqlGenerator>().Generate(builder.Operations);
    }

    public static async Task RunAsync(PostgresDatabase database, IEnumerable<MigrationCommand> commands, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        NpgsqlTransaction? transaction = null;
        foreach (var command in commands)
        {
            if (command.TransactionSuppressed && transaction is not null)
            {
                await transaction.CommitAsync(cancellationToken);
                transaction = null;
            }
            else if (!command.TransactionSuppressed)
            {
                transaction ??= await connection.BeginTransactionAsync(cancellationToken);
            }

            await using var sql = new NpgsqlCommand(command.CommandText, connection, transaction) { CommandTimeout = 0 };
            await sql.ExecuteNonQueryAsync(cancellationToken);
        }

        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
