using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationAnalyzers.PostgresServers;
using Npgsql;
using Shop.Data;

namespace Shop.Tests;

/// <summary>The sample makes mistakes that hurt under load, but its migrations work: a sample that cannot be applied would teach nothing.</summary>
public sealed class ShopMigrationTests
{
    private const string InitialCreate = "InitialCreate";
    private const string BrokenDown = "IndexOrdersByUserAndDate";
    private const string BeforeBrokenDown = "DropUserPhone";

    private static readonly string[] FirstCustomers =
    [
        "INSERT INTO users (email, name, phone, created_at) SELECT g || '@example.org', 'user ' || g, '555-' || g, now() FROM generate_series(1, 20) g",
        "INSERT INTO products (sku, title, price) SELECT 'SKU-' || g, 'product ' || g, g FROM generate_series(1, 10) g",
        "INSERT INTO orders (user_id, status, placed_at) SELECT 1 + g % 20, CASE g % 3 WHEN 0 THEN 'Canceled' ELSE 'Paid' END, now() FROM generate_series(1, 100) g",
        "INSERT INTO order_items (order_id, product_id, quantity, unit_price) SELECT 1 + g % 100, 1 + g % 10, 1, 2.50 FROM generate_series(1, 200) g",
    ];

    // gen_random_uuid() is built in since PostgreSQL 13.
    public static TheoryData<int> OldestAndNewest => [13, 18];

    [Theory]
    [MemberData(nameof(OldestAndNewest))]
    public async Task DatabaseInUse_IsMigratedToTheModel(int major)
    {
        await using var database = await CreateDatabaseAsync(major);
        await using var db = ShopDbContextFactory.Create(database.ConnectionString);
        await MigrateAsync(db, InitialCreate);
        await database.ExecuteAsync(FirstCustomers);

        await db.Database.MigrateAsync();

        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Equal(100, await db.Orders.CountAsync(order => order.Total == 5m && order.Currency == "EUR" && order.Status.ToLower() == order.Status));
        Assert.Equal(10, await db.Products.Select(product => product.PublicId).Distinct().CountAsync());
    }

    [Theory]
    [MemberData(nameof(OldestAndNewest))]
    public async Task LastMigrations_CannotBeRevertedPastTheDownThatNobodyTried(int major)
    {
        await using var database = await CreateDatabaseAsync(major);
        await using var db = ShopDbContextFactory.Create(database.ConnectionString);
        await db.Database.MigrateAsync();

        await MigrateAsync(db, BrokenDown);
        var e = await Assert.ThrowsAsync<PostgresException>(() => MigrateAsync(db, BeforeBrokenDown));

        Assert.Equal(PostgresErrorCodes.ActiveSqlTransaction, e.SqlState);
    }

    [Fact]
    public async Task EarlierMigrations_CanBeReverted()
    {
        await using var database = await CreateDatabaseAsync(18);
        await using var db = ShopDbContextFactory.Create(database.ConnectionString);
        await MigrateAsync(db, BeforeBrokenDown);

        await MigrateAsync(db, Migration.InitialDatabase);

        Assert.Equal(1L, await database.ScalarAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    /// <summary>What DBM5014 says: the next migration builds its index concurrently.</summary>
    [Fact]
    public async Task SuppressedCommandInATransactionOfTheApplication_IsRefused()
    {
        await using var database = await CreateDatabaseAsync(18);
        await using var db = ShopDbContextFactory.Create(database.ConnectionString);
        await MigrateAsync(db, BeforeBrokenDown);
        await using var transaction = await db.Database.BeginTransactionAsync();

        await Assert.ThrowsAsync<NotSupportedException>(() => MigrateAsync(db, BrokenDown));
    }

    [Fact]
    public async Task SampleData_IsReported()
    {
        await using var database = await CreateDatabaseAsync(18);
        await using var db = ShopDbContextFactory.Create(database.ConnectionString);
        await db.Database.MigrateAsync();
        await SampleData.AddAsync(db);

        var lines = new List<string>();
        await foreach (var line in SalesReport.CreateAsync(db))
        {
            lines.Add(line);
        }

        Assert.Equal(["Ada Lovelace: 2 orders, 69.00 EUR", "Grace Hopper: 1 orders, 24.00 EUR"], lines);
    }

    private static async Task<PostgresDatabase> CreateDatabaseAsync(int major)
    {
        var server = await PostgresServer.SharedAsync(major);
        return await server.CreateDatabaseAsync();
    }

    private static Task MigrateAsync(ShopDbContext db, string migration) => db.GetService<IMigrator>().MigrateAsync(migration);
}
