using MigrationAnalyzers.PostgresServers;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests.Proof;

/// <summary>A helper on a table that is in use, and the ordinary operation that it stands for.</summary>
/// <param name="Name">The helper.</param>
/// <param name="Holds">The points of its long work at which it is held, to see whether the application goes on.</param>
/// <param name="Safe">The migrations in their order: expand and contract are two.</param>
/// <param name="Unsafe">The operation of EF Core, or the SQL where EF Core has none.</param>
public sealed record HelperCase(string Name, Holds Holds, Action<MigrationBuilder>[] Safe, Action<MigrationBuilder> Unsafe)
{
    /// <summary>The number of rows stands for <c>{0}</c>.</summary>
    public string[] Setup { get; init; } = [HelperCases.Customers, HelperCases.Orders];

    /// <summary>Where the application writes and reads, and the transaction that holds on reads.</summary>
    public string Table { get; init; } = "orders";

    /// <summary>What the application writes; the identifier stands for <c>{0}</c>. It concerns the upper half of the rows.</summary>
    public string Write { get; init; } = "UPDATE orders SET note = 'written' WHERE id = {0}";

    public string Read { get; init; } = "SELECT note FROM orders WHERE id = {0}";

    /// <summary>The ordinary operation takes long; otherwise it does its harm in other ways, as a rename does to the versions that know the old name.</summary>
    public bool UnsafeIsLong { get; init; } = true;

    /// <summary>A reader of the table holds on, for which the operation has to wait.</summary>
    public bool ReaderHoldsOn { get; init; }

    public override string ToString() => Name;

    /// <summary>Makes the tables, as they are before the migration.</summary>
    public async Task SetUpAsync(PostgresDatabase database, int rows, CancellationToken cancellationToken = default)
    {
        await database.ExecuteAsync(["DROP SCHEMA public CASCADE", "CREATE SCHEMA public"], cancellationToken);
        await database.ExecuteAsync(Setup.Select(s => Number(s, rows)), cancellationToken);
        await database.ExecuteAsync("VACUUM ANALYZE", cancellationToken);
    }

    /// <summary>The statements of a writer or a reader, each with another row.</summary>
    public static Func<int, Random, string> OfRows(string sql, int rows) => (_, random) => Number(sql, (rows / 2) + 1 + random.Next(rows / 2));

    private static string Number(string sql, int number) => sql.Replace("{0}", FormattableString.Invariant($"{number}"), StringComparison.Ordinal);
}
