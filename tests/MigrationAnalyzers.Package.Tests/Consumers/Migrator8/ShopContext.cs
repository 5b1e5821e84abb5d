using Microsoft.EntityFrameworkCore;

namespace Migrator8;

public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options);
