using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace Shop;

/// <summary>What each user has spent.</summary>
public static class SalesReport
{
    /// <summary>One line a user and currency, the best customers first.</summary>
    public static async IAsyncEnumerable<string> CreateAsync(ShopDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var sales = db.Orders
            .Where(order => order.Status != "cancelled")
            .GroupBy(order => new { order.User!.FullName, order.Currency })
            .Select(group => new { group.Key.FullName, group.Key.Currency, Orders = group.Count(), Total = group.Sum(order => order.Total) ?? 0 })
            .OrderByDescending(line => line.Total);

        await foreach (var line in sales.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{line.FullName}: {line.Orders} orders, {line.Total:F2} {line.Currency}");
        }
    }
}
