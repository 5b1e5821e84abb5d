namespace Shop.Model;

public sealed class Product
{
    public int Id { get; set; }

    /// <summary>Stands for the product in links: it tells nothing about the others.</summary>
    public Guid PublicId { get; set; }

    public required string Sku { get; set; }

    public required string Title { get; set; }

    public decimal Price { get; set; }
}
