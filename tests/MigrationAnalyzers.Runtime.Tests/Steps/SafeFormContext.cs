using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Runtime.Tests.Steps;

/// <summary>A DbContext as applications have it, with one migration of safe forms.</summary>
public sealed class SafeFormContext(string connectionString) : DbContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.UseNpgsql(connectionString).ConfigureWarnings(static w => w.Ignore(RelationalEventId.PendingModelChangesWarning));

    [DbContext(typeof(SafeFormContext))]
    [Migration("20240101000000_SafeForms")]
    public sealed class SafeForms : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder
            .AddColumnSafely<double>("r", "t", defaultValueSql: "random()")
            .CreateIndexConcurrently("ix", "t", "a", filter: "a > 1 -- not all")
            .AddCheckConstraintSafely("c", "t", "a >= 0")
            .SetNotNullSafely("a", "t", backfillSql: "0")
            .UpdateInBatches("t", "b = 'y'", "b <> 'y'", batchSize: 100);

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndexConcurrently("ix", "t");
            migrationBuilder.DropCheckConstraint("c", "t");
            migrationBuilder.DropColumn("r", "t");
        }
    }
}
