using MigrationAnalyzers.Runtime;
using Shop.Data;

return await SafeMigrations.RunAsync(args, () => new ShopDbContextFactory().CreateDbContext([]));
