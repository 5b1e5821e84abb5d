using Microsoft.EntityFrameworkCore;

namespace Shop;

public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<User> Users => Set<User>();

    public DbSet<Order> Orders => Set<Order>();
}

public sealed class User
{
    public int Id { get; set; }

    public string? Name { get; set; }
}

public sealed class Order
{
    public int Id { get; set; }

    public int UserId { get; set; }
}
