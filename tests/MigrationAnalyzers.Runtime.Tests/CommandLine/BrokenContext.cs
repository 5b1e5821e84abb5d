using Microsoft.EntityFrameworkCore;

namespace MigrationAnalyzers.Runtime.Tests.CommandLine;

/// <summary>Fails when it is used first, not when it is made.</summary>
internal sealed class BrokenContext(string connectionString) : DbContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql(connectionString + (connectionString.Length > 0 ? throw new NotSupportedException("this program is broken") : ""));
}
