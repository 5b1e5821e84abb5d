using Microsoft.EntityFrameworkCore;
using Shop.Data;
using Shop.Model;

namespace Shop;

/// <summary>A few users, products and orders to begin with.</summary>
public static class SampleData
{
    public static async Task AddAsync(ShopDbContext db, CancellationToken cancellationToken = default)
    {
        if (await db.Users.AnyAsync(cancellationToken))
        {
            return;
        }

        var now = DateTime.UtcNow;
        var ada = new User { Email = "ada@example.org", FullName = "Ada Lovelace", CreatedAt = now };
        var grace = new User { Email = "grace@example.org", FullName = "Grace Hopper", CreatedAt = now };
        var tea = new Product { Sku = "TEA-01", Title = "Darjeeling, 100 g", Price = 7.50m };
        var pot = new Product { Sku = "POT-02", Title = "Tea pot", Price = 24m };

        db.AddRange(
            CreateOrder(ada, "paid", now.AddDays(-2), (tea, 2), (pot, 1)),
            CreateOrder(ada, "shipped", now.AddDays(-30), (tea, 4)),
            CreateOrder(grace, "new", now, (pot, 1)));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static Order CreateOrder(User user, string status, DateTime placedAt, params (Product Product, int Quantity)[] lines)
    {
        var order = new Order { User = user, Status = status, PlacedAt = placedAt };
        foreach (var (product, quantity) in lines)
        {
            order.Items.Add(new OrderItem { Product = product, Quantity = quantity, UnitPrice = product.Price });
        }

        order.Total = order.Items.Sum(item => item.Quantity * item.UnitPrice);
        return order;
    }
}
