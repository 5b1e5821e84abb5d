namespace Shop.Model;

public sealed class Order
{
    public int Id { get; set; }

    public int UserId { get; set; }

    public User? User { get; set; }

    /// <summary>new, paid, shipped or cancelled.</summary>
    public required string Status { get; set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "EUR";

    /// <summary>The sum of the items; null for an order that is still being put together.</summary>
    public decimal? Total { get; set; }

    /// <summary>What the customer tracks the parcel by.</summary>
    public Guid TrackingId { get; set; }

    public DateTime PlacedAt { get; set; }

    public List<OrderItem> Items { get; } = [];
}
