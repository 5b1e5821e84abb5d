using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Shop.Data;

/// <summary>Makes the context for <c>dotnet ef</c>, and for the program itself.</summary>
public sealed class ShopDbContextFactory : IDesignTimeDbContextFactory<ShopDbContext>
{
    private const string DefaultConnectionString = "Host=localhost;Database=shop;Username=postgres";

    /// <summary>The first argument is the connection string; else it is in the environment, SHOP_DATABASE.</summary>
    public ShopDbContext CreateDbContext(string[] args) =>
        Create(args is [var connectionString, ..] ? connectionString : Environment.GetEnvironmentVariable("SHOP_DATABASE") ?? DefaultConnectionString);

    public static ShopDbContext Create(string connectionString) =>
        new(new DbContextOptionsBuilder<ShopDbContext>().UseNpgsql(connectionString).Options);
}
