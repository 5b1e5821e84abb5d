using MigrationAnalyzers.Runtime;
using Shop;
using Shop.Data;

if (args is not [("migrate" or "seed" or "report") and var command, .. var rest])
{
    Console.Error.WriteLine("usage: Shop migrate|seed|report [connection string]");
    return 1;
}

await using var db = new ShopDbContextFactory().CreateDbContext(rest);
switch (command)
{
    case "migrate":
        await db.Database.SafeMigrateAsync();
        break;
    case "seed":
        await SampleData.AddAsync(db);
        break;
    case "report":
        await foreach (var line in SalesReport.CreateAsync(db))
        {
            Console.WriteLine(line);
        }

        break;
}

return 0;
