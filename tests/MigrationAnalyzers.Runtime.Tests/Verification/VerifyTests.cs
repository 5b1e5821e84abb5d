using MigrationAnalyzers.PostgresServers;
using MigrationAnalyzers.Runtime.Tests.Migrating;
using Microsoft.EntityFrameworkCore;

namespace MigrationAnalyzers.Runtime.Tests.Verification;

public sealed class VerifyTests
{
    [Theory]
    [InlineData(12)]
    [InlineData(18)]
    public async Task DatabaseOfTheModel_HasNoDifferences(int major)
    {
        await using var database = await (await PostgresServer.SharedAsync(major)).CreateDatabaseAsync();
        await using var context = new LibraryContext(database.ConnectionString);
        await database.ExecuteAsync(context.Database.GenerateCreateScript());

        var report = await new SafeMigrator(context).VerifyAsync();

        Assert.Empty(report.Differences);
    }

    [Fact]
    public async Task ChangedDatabase_EachDifferenceIsTold()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await using var context = new LibraryContext(database.ConnectionString);
        await database.ExecuteAsync(context.Database.GenerateCreateScript());
        await database.ExecuteAsync(
        [
            "DROP TABLE \"Loans\"",
            "ALTER TABLE \"Books\" DROP COLUMN \"Pages\"",
            "ALTER TABLE \"Books\" ALTER \"Title\" TYPE varchar(50)",
            "ALTER TABLE \"Books\" ALTER \"Price\" TYPE numeric(12,2)",
            "ALTER TABLE \"Books\" ALTER \"Isbn\" DROP NOT NULL",
            "DROP INDEX \"IX_Books_Isbn\"",
            "CREATE INDEX \"IX_Books_Isbn\" ON \"Books\" (\"Isbn\", \"Title\")",
            "ALTER TABLE \"Books\" DROP CONSTRAINT \"FK_Books_Authors_AuthorId\"",
            "ALTER TABLE \"Books\" ADD CONSTRAINT ck_price CHECK (\"Price\" > 0) NOT VALID",
            "CREATE INDEX ix_left ON \"Books\" (\"Title\")",
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_left'::regclass",
        ]);

        var report = await new SafeMigrator(context).VerifyAsync();

        Assert.Equal(
        [
            (VerificationKind.InvalidIndex, "public.ix_left"),
            (VerificationKind.NotValidConstraint, "\"Books\".ck_price"),
            (VerificationKind.TableMissing, "Loans"),
            (VerificationKind.ColumnMissing, "Books.Pages"),
            (VerificationKind.ColumnType, "Books.Price"),
            (VerificationKind.ColumnType, "Books.Title"),
            (VerificationKind.ColumnNullability, "Books.Isbn"),
            (VerificationKind.ConstraintMissing, "FK_Books_Authors_AuthorId"),
            (VerificationKind.IndexMissing, "IX_Books_Isbn"),
        ],
        report.Differences.Select(static d => (d.Kind, d.Object)).Order());
        Assert.Contains(report.Differences, static d => d.Message == "The column Books.Title is character varying(50) in the database and character varying(200) in the model.");
        Assert.Contains(report.Differences, static d => d.Message == "The index IX_Books_Isbn of Books is on (Isbn, Title) in the database and unique on (Isbn) in the model.");
    }

    [Fact]
    public async Task MigrationChangedAfterItWasApplied_IsTold()
    {
        await using var database = await (await PostgresServer.SharedAsync(18)).CreateDatabaseAsync();
        await using (var then = new MigratingContext(database, TestMigration.Number(1, static b => b.Sql("CREATE TABLE a (id int)")), TestMigration.Number(2, static b => b.Sql("CREATE TABLE b (id int)"))))
        {
            await new SafeMigrator(then).ApplyAsync();
            Assert.Equal(new VerificationReport([], 2, 2), await new SafeMigrator(then).VerifyAsync() with { Differences = [] });
        }

        await using var now = new MigratingContext(database, TestMigration.Number(1, static b => b.Sql("CREATE TABLE a (id bigint)")));

        var report = await new SafeMigrator(now).VerifyAsync();

        Assert.Equal(
        [
            "20240101000200_Migration2 is applied, and this program does not have it: a newer program migrated this database, or the migration was removed after it was applied.",
            "Step 1 of 20240101000100_Migration1 was \"CREATE TABLE a (id int)\" when it was applied and is \"CREATE TABLE a (id bigint)\" now. Restore the migration, and put what is new into a migration of its own.",
        ],
        report.Differences.Select(static d => d.Message));
    }

    private sealed class LibraryContext(string connectionString) : DbContext
    {
        public DbSet<Book> Books => Set<Book>();

        public DbSet<Author> Authors => Set<Author>();

        public DbSet<Loan> Loans => Set<Loan>();

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql(connectionString);

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Book>().Property(static b => b.Title).HasMaxLength(200);
            modelBuilder.Entity<Book>().Property(static b => b.Price).HasPrecision(10, 2);
            modelBuilder.Entity<Book>().Property(static b => b.Printed).HasColumnType("timestamptz");
            modelBuilder.Entity<Book>().HasIndex(static b => b.Isbn).IsUnique();
            modelBuilder.Entity<Book>().Property(static b => b.Version).IsRowVersion();
        }
    }

    private sealed class Book
    {
        public int Id { get; set; }

        public required string Title { get; set; }

        public required string Isbn { get; set; }

        public decimal? Price { get; set; }

        public int Pages { get; set; }

        public DateTime? Printed { get; set; }

        public List<string> Tags { get; set; } = [];

        public uint Version { get; set; }

        public required Author Author { get; set; }
    }

    private sealed class Author
    {
        public long Id { get; set; }

        public string? Name { get; set; }
    }

    private sealed class Loan
    {
        public Guid Id { get; set; }

        public required Book Book { get; set; }
    }
}
