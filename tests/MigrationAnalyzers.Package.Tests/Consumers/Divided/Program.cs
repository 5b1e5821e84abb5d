using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;

namespace Divided;

public static class Program
{
    public static void Main()
    {
    }
}

/// <summary>For dotnet ef. The context may be one of another assembly than the migrations.</summary>
public class ShopContextFactory : IDesignTimeDbContextFactory<ShopContext>
{
    public ShopContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<ShopContext>().UseNpgsql(
            Environment.GetEnvironmentVariable("SHOP_DATABASE") ?? "Host=localhost;Port=1",
            static npgsql => npgsql.MigrationsAssembly(typeof(ShopContextFactory).Assembly.GetName().Name));
#if NET8_0
        options.ReplaceService<IRelationalTypeMappingSource, Npgsql9TypeMappingSource>();
#endif
        return new ShopContext(options.Options);
    }
}
