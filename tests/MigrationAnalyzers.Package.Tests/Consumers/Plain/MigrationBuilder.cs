namespace Plain;

/// <summary>It has the name of EF Core's class, and is none.</summary>
public sealed class MigrationBuilder
{
    public void CreateIndex(string name, string table, string column) => Console.WriteLine($"{name} on {table} ({column})");

    public void Sql(string sql) => Console.WriteLine(sql);
}

public static class Program
{
    public static void Run(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateIndex("ix_orders_user_id", "orders", "user_id");
        migrationBuilder.Sql("CREATE INDEX ix_orders_user_id ON orders (user_id)");
    }
}
