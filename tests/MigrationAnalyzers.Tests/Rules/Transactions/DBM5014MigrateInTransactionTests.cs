namespace MigrationAnalyzers.Tests.Rules.Transactions;

public sealed class DBM5014MigrateInTransactionTests() : RuleTest("DBM5014")
{
    private const string Message = "This Migrate runs inside a transaction of the application: ";

    private const string Suppressed = """migrationBuilder.Sql("VACUUM", suppressTransaction: true);""";

    [Fact]
    public Task SuppressedCommand_IsNamed() =>
        Source(ApplicationCode.With("public static void Run() { using var t = db.Database.BeginTransaction(); db.Database.[|Migrate|](); t.Commit(); }", Suppressed))
            .VerifyMessageAsync(Message + "it throws when it comes to 20240102030405_First, which runs a command outside of the transaction");

    [Fact]
    public Task AnyMigration_IsInfo() => App("public static void Run() { using var t = db.Database.BeginTransaction(); db.Database.[|Migrate|](); t.Commit(); }")
        .VerifyInfoAsync(Message + "all locks of all migrations are held until it ends, and with EnableRetryOnFailure it throws");

    [Theory]
    [InlineData("public static void Run() { using (var t = db.Database.BeginTransaction()) { db.Database.[|Migrate|](); } }")]
    [InlineData("public static async Task Run() { await using var t = await db.Database.BeginTransactionAsync(); await db.Database.[|MigrateAsync|](); }")]
    [InlineData("public static void Run() { using var t = db.Database.BeginTransaction(); if (DateTime.Now.Year > 2020) { db.Database.[|Migrate|](); } }")]
    [InlineData("public static void Run() { db.Database.BeginTransaction(); db.Database.[|Migrate|](); db.Database.CommitTransaction(); }")]
    [InlineData("public static void Run() { using var t = new TransactionScope(); db.Database.[|Migrate|](); t.Complete(); }")]
    public Task EachTransaction_IsFound(string members) => App(members).VerifyAsync();

    [Theory]
    [InlineData("public static void Run() { db.Database.Migrate(); using var t = db.Database.BeginTransaction(); }")]
    [InlineData("public static void Run() { using (var t = db.Database.BeginTransaction()) { } db.Database.Migrate(); }")]
    [InlineData("public static void Run() { var t = db.Database.BeginTransaction(); t.Commit(); db.Database.Migrate(); }")]
    [InlineData("public static void Run() { using var t = other.Database.BeginTransaction(); db.Database.Migrate(); }")]
    [InlineData("public static void Run() { using var t = new TransactionScope(TransactionScopeOption.Suppress); db.Database.Migrate(); }")]
    public Task NoOpenTransaction_IsSilent(string members) => App(members).VerifyAsync();

    private RuleCase App(string members) => Source(ApplicationCode.With(members));
}
