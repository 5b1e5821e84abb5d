using MigrationAnalyzers.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationAnalyzers.Benchmarks;

/// <summary>Applications with one migration of ten small steps on the table <c>t</c>, which EF Core finds as it finds any.</summary>
internal static class SmallSteps
{
    private const int Count = 10;

    internal abstract class Context(string connectionString) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
            optionsBuilder.UseNpgsql(connectionString).ConfigureWarnings(static w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
    }

    /// <summary>Operations that share a transaction.</summary>
    internal sealed class Together(string connectionString) : Context(connectionString)
    {
        [DbContext(typeof(Together))]
        [Migration("20240101000000_Together")]
        internal sealed class Steps : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                for (var i = 1; i <= Count; i++)
                {
                    migrationBuilder.AddColumn<int>(FormattableString.Invariant($"c{i}"), "t", "integer", nullable: true);
                }
            }
        }
    }

    /// <summary>Commands outside of a transaction, each a step of its own.</summary>
    internal sealed class Apart(string connectionString) : Context(connectionString)
    {
        [DbContext(typeof(Apart))]
        [Migration("20240101000000_Apart")]
        internal sealed class Steps : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                for (var i = 1; i <= Count; i++)
                {
                    migrationBuilder.Sql(FormattableString.Invariant($"ALTER TABLE t ADD COLUMN c{i} integer;"), suppressTransaction: true);
                }
            }
        }
    }

    /// <summary>Safe forms.</summary>
    internal sealed class Helpers(string connectionString) : Context(connectionString)
    {
        [DbContext(typeof(Helpers))]
        [Migration("20240101000000_Helpers")]
        internal sealed class Steps : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                for (var i = 1; i <= Count; i++)
                {
                    migrationBuilder.AddCheckConstraintSafely(FormattableString.Invariant($"ck_{i}"), "t", FormattableString.Invariant($"a > {-i}"));
                }
            }
        }
    }
}
