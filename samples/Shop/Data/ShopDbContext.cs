using Microsoft.EntityFrameworkCore;
using Shop.Model;

namespace Shop.Data;

public sealed class ShopDbContext(DbContextOptions<ShopDbContext> options) : DbContext(options)
{
    public DbSet<User> Users => Set<User>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<User>(user =>
        {
            user.ToTable("users");
            user.Property(u => u.Email).HasMaxLength(320);
            user.HasIndex(u => u.Email).IsUnique().IsCreatedConcurrently();
            user.Property(u => u.FullName).HasMaxLength(200);
        });

        modelBuilder.Entity<Product>(product =>
        {
            product.ToTable("products", table => table.HasCheckConstraint("ck_products_price", "price >= 0"));
            product.Property(p => p.PublicId).HasDefaultValueSql("gen_random_uuid()");
            product.Property(p => p.Sku).HasMaxLength(40);
            product.HasIndex(p => p.Sku).IsUnique();
            product.Property(p => p.Title).HasMaxLength(200);
            product.Property(p => p.Price).HasPrecision(12, 2);
        });

        modelBuilder.Entity<Order>(order =>
        {
            order.ToTable("orders", table => table.HasCheckConstraint("ck_orders_total", "total >= 0"));
            order.Property(o => o.Status).HasMaxLength(20);
            order.Property(o => o.Currency).HasMaxLength(3).HasDefaultValue("EUR");
            order.Property(o => o.Total).HasPrecision(12, 2);
            order.Property(o => o.TrackingId).HasDefaultValueSql("gen_random_uuid()");
            order.HasIndex(o => o.TrackingId).IsUnique();
            order.HasIndex(o => o.PlacedAt);
            order.HasIndex(o => new { o.UserId, o.PlacedAt }).IsCreatedConcurrently();
        });

        modelBuilder.Entity<OrderItem>(item =>
        {
            item.ToTable("order_items", table => table.HasCheckConstraint("ck_order_items_quantity", "quantity > 0"));
            item.Property(i => i.UnitPrice).HasPrecision(12, 2);
        });

        modelBuilder.UseSnakeCaseNames();
    }
}
