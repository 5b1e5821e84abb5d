using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MigrationAnalyzers.Runtime.Tests.Expand;

/// <summary>A row as the application sees it.</summary>
internal sealed class Item
{
    public long Id { get; set; }

    public long Value { get; set; }

    public string? Note { get; set; }

    /// <summary>Filled by the database.</summary>
    public DateTime Created { get; private set; }

    public uint Version { get; private set; }
}

/// <summary>One version of an application, which knows one spelling of the table.</summary>
internal abstract class ApplicationContext(string connectionString) : DbContext
{
    public DbSet<Item> Items => Set<Item>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql(connectionString);

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Item>(item =>
    {
        item.ToTable("Items");
        item.Property(i => i.Created).HasDefaultValueSql("now()");
        item.Ignore(i => i.Version);
        Map(item);
    });

    protected abstract void Map(EntityTypeBuilder<Item> item);
}

internal sealed class OldColumnContext(string connectionString) : ApplicationContext(connectionString)
{
    protected override void Map(EntityTypeBuilder<Item> item) => item.Property(i => i.Value).HasColumnName("Old Value");
}

internal sealed class NewColumnContext(string connectionString) : ApplicationContext(connectionString)
{
    protected override void Map(EntityTypeBuilder<Item> item) => item.Property(i => i.Value).HasColumnName("New Value");
}

/// <summary>With a concurrency token, which is a system column of the table.</summary>
internal sealed class OldTableContext(string connectionString) : ApplicationContext(connectionString)
{
    protected override void Map(EntityTypeBuilder<Item> item) => item.Property(i => i.Version).IsRowVersion();
}

internal sealed class NewTableContext(string connectionString) : ApplicationContext(connectionString)
{
    protected override void Map(EntityTypeBuilder<Item> item)
    {
        item.ToTable("Articles");
        item.Property(i => i.Version).IsRowVersion();
    }
}

/// <summary>Parameters and results are integer, as those of an application with an int property are.</summary>
internal sealed class IntContext(string connectionString) : ApplicationContext(connectionString)
{
    protected override void Map(EntityTypeBuilder<Item> item) => item.Property(i => i.Value).HasConversion<int>();
}

internal sealed class LongContext(string connectionString) : ApplicationContext(connectionString)
{
    protected override void Map(EntityTypeBuilder<Item> item) => item.Property(i => i.Value).HasColumnType("bigint");
}
