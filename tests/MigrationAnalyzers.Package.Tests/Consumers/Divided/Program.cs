using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Divided;

public static class Program
{
    public static void Main()
    {
    }
}

public class Order
{
    public int Id { get; set; }

    public int UserId { get; set; }

    public string? Code { get; set; }
}

public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Order>().HasIndex(o => o.UserId).IsCreatedConcurrently();
}

/// <summary>For dotnet ef.</summary>
public class ShopContextFactory : IDesignTimeDbContextFactory<ShopContext>
{
    public ShopContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<ShopContext>().UseNpgsql(Environment.GetEnvironmentVariable("SHOP_DATABASE") ?? "Host=localhost;Port=1").Options);
}
