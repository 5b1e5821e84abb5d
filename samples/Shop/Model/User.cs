namespace Shop.Model;

public sealed class User
{
    public int Id { get; set; }

    public required string Email { get; set; }

    public required string FullName { get; set; }

    public DateTime CreatedAt { get; set; }

    public List<Order> Orders { get; } = [];
}
