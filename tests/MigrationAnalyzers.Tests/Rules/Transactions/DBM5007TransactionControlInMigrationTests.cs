namespace MigrationAnalyzers.Tests.Rules.Transactions;

public sealed class DBM5007TransactionControlInMigrationTests() : RuleTest("DBM5007")
{
    private const string Message = "EF Core runs this migration in a transaction: ";

    [Fact]
    public Task Commit_EndsTheTransaction() => UpSql("BEGIN; SELECT 1; [|COMMIT|];").VerifyMessageAsync(
        Message + "COMMIT ends it, so that what ran before stays and what follows runs without one, whatever fails later");

    [Fact]
    public Task Rollback_UndoesTheMigration() => UpSql("[|ROLLBACK|]").VerifyMessageAsync(
        Message + "ROLLBACK undoes everything that ran before in it, and what follows runs without one");

    [Fact]
    public Task BeginAlone_IsInfo() => UpSql("[|BEGIN|]; SELECT 1").VerifyInfoAsync(Message + "this BEGIN gives a warning and does nothing");

    [Fact]
    public Task CommitInADoBlock_Fails() => UpSql("DO $$ BEGIN UPDATE t SET a = 1; [|COMMIT|]; END $$").VerifyMessageAsync(
        Message + "COMMIT in a DO block fails there with 'invalid transaction termination'");

    [Theory]
    [InlineData("[|END|]")]
    [InlineData("[|ABORT|]")]
    [InlineData("[|COMMIT|] WORK")]
    [InlineData("START TRANSACTION; [|COMMIT|]")]
    public Task EachSpelling_IsFound(string sql) => UpSql(sql).VerifyAsync();

    [Theory]
    [InlineData("SAVEPOINT a; ROLLBACK TO SAVEPOINT a; RELEASE SAVEPOINT a")]
    [InlineData("COMMIT PREPARED 'a'")]
    [InlineData("DO $$ BEGIN PERFORM 1; END $$")]
    public Task OtherStatement_IsSilent(string sql) => UpSql(sql).VerifyAsync();

    [Theory]
    [InlineData("BEGIN; SELECT 1; COMMIT;")]
    [InlineData("DO $$ BEGIN UPDATE t SET a = 1; COMMIT; END $$")]
    public Task SuppressedTransaction_IsSilent(string sql) => Up($"""migrationBuilder.Sql("{sql}", suppressTransaction: true);""").VerifyAsync();

    [Fact]
    public Task File_IsSilent() => File("BEGIN; SELECT 1; COMMIT;").VerifyAsync();

    [Fact]
    public Task Down_IsCheckedToo() => Down("""migrationBuilder.Sql("[|COMMIT|]");""").VerifyAsync();

    [Fact]
    public Task GuardOfAnotherProvider_IsSilent() => Up("""if (!migrationBuilder.IsNpgsql()) { migrationBuilder.Sql("COMMIT"); }""").VerifyAsync();
}
