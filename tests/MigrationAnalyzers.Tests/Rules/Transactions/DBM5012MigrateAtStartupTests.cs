namespace MigrationAnalyzers.Tests.Rules.Transactions;

public sealed class DBM5012MigrateAtStartupTests() : RuleTest("DBM5012")
{
    [Fact]
    public Task MainOfAHostedApplication_IsFound() => App("public static void Main() { db.Database.[|Migrate|](); }").VerifyInfoAsync(
        "This Migrate runs whenever the application starts: a migration that fails or waits for a lock keeps it from starting, its role needs the right to change the schema, "
        + "and all instances wait for the one that migrates");

    [Theory]
    [InlineData("public static async Task Main() => await db.Database.[|MigrateAsync|]();")]
    [InlineData("public static void UseDatabase(this Microsoft.Extensions.Hosting.IHost host) => db.Database.[|Migrate|]();")]
    [InlineData("public static void Main() { Action migrate = () => db.Database.[|Migrate|](); migrate(); }")]
    [InlineData("sealed class Startup { public void Configure() => db.Database.[|Migrate|](); }")]
    [InlineData("sealed class Worker : Microsoft.Extensions.Hosting.IHostedService { public Task StartAsync(CancellationToken token) => db.Database.[|MigrateAsync|](token); }")]
    public Task EachPlaceWhereAnApplicationStarts_IsFound(string members) => App(members).VerifyAsync();

    [Theory]
    [InlineData("public static void Migrate() => db.Database.Migrate();")]
    [InlineData("public static void Main(string[] args) { if (args.Length > 0) { db.Database.Migrate(); } }")]
    [InlineData("public static bool IsDevelopment() => true; public static void Main() { if (IsDevelopment()) db.Database.Migrate(); }")]
    [InlineData("public static void Main() { Migrate(); } static void Migrate() { }")]
    public Task OtherPlace_IsSilent(string members) => App(members).VerifyAsync();

    [Fact]
    public Task SafeMigrateAsyncOfTheRuntime_IsSilent() => App("""
        public static async Task Main() => await db.Database.SafeMigrateAsync();
        static Task SafeMigrateAsync(this Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade database) => Task.CompletedTask;
        """).VerifyAsync();

    [Fact]
    public Task ProgramWithoutAHost_IsSilent() => Source(ApplicationCode.With("public static void Main() { db.Database.Migrate(); }", hosted: false)).VerifyAsync();

    [Fact]
    public Task OtherProvider_IsSilent() => Source("""
        using Microsoft.EntityFrameworkCore;

        public static class App { public static void Main() { new DbContext(new DbContextOptions<DbContext>()).Database.Migrate(); } }
        namespace Microsoft.Extensions.Hosting { public interface IHost { } }
        """).WithReferences(Testing.EfReferences.WithoutNpgsql).VerifyAsync();

    private RuleCase App(string members) => Source(ApplicationCode.With(members));
}
