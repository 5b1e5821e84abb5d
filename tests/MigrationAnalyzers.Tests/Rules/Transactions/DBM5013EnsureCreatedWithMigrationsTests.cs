namespace MigrationAnalyzers.Tests.Rules.Transactions;

public sealed class DBM5013EnsureCreatedWithMigrationsTests() : RuleTest("DBM5013")
{
    [Fact]
    public Task EnsureCreated_IsFound() => App("public static void Run() { db.Database.[|EnsureCreated|](); }").VerifyMessageAsync(
        "This EnsureCreated makes the tables of ShopContext from the model and records none of its migrations: when they are applied later they fail, because the tables exist already");

    [Fact]
    public Task EnsureCreatedAsync_IsFound() => App("public static Task Run() => db.Database.[|EnsureCreatedAsync|]();").VerifyAsync();

    [Theory]
    [InlineData("public static void Run() { other.Database.EnsureCreated(); }")]
    [InlineData("public static void Run() { any.Database.EnsureCreated(); }")]
    [InlineData("public static void Run() { db.Database.EnsureDeleted(); db.Database.EnsureCreated(); }")]
    [InlineData("public static void Run() { if (!db.Database.IsNpgsql()) { db.Database.EnsureCreated(); } }")]
    [InlineData("public static void Run() { if (!db.Database.IsRelational()) db.Database.EnsureCreated(); }")]
    [InlineData("public static void Run() { EnsureCreated(); } static void EnsureCreated() { }")]
    public Task DatabaseThatIsNotMigrated_IsSilent(string members) => App(members).VerifyAsync();

    private RuleCase App(string members) => Source(ApplicationCode.With(members));
}
