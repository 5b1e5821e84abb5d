using Microsoft.EntityFrameworkCore;

namespace Divided;

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
