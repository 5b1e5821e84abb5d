using Microsoft.EntityFrameworkCore;
using Migrator;
using MigrationAnalyzers.Runtime;

return await SafeMigrations.RunAsync(args, static () => new ShopContext(
    new DbContextOptionsBuilder<ShopContext>().UseNpgsql(Environment.GetEnvironmentVariable("SHOP_DATABASE") ?? "Host=none").Options));
