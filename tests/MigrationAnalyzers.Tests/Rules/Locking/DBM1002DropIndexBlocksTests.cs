namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1002DropIndexBlocksTests() : RuleTest("DBM1002")
{
    [Fact]
    public Task DropIndexCall_NamesIndexTableAndLock() => Up("""migrationBuilder.[|DropIndex|](name: "ix", table: "users");""").VerifyMessageAsync(
        "Dropping index ix takes an ACCESS EXCLUSIVE lock on users: it waits for every running query there, and all reads and writes wait behind it");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task DropIndexInSql_IsFound(string source) => Sql(source, "[|DROP INDEX|] IF EXISTS ix").VerifyAsync();

    [Fact]
    public Task IndexOfAnUnknownTable_SaysItsTable() => File("[|DROP INDEX|] audit.ix").VerifyMessageAsync(
        "Dropping index audit.ix takes an ACCESS EXCLUSIVE lock on its table: it waits for every running query there, and all reads and writes wait behind it");

    [Fact]
    public Task IndexOfAnEarlierMigration_NamesItsTable() =>
        UpSql("[|DROP INDEX|] ix").After("CREATE TABLE users (email text); CREATE INDEX ix ON users (email)")
            .VerifyMessageAsync(
                "Dropping index ix takes an ACCESS EXCLUSIVE lock on users: it waits for every running query there, and all reads and writes wait behind it");

    [Theory]
    [InlineData("""migrationBuilder.[|DropIndex|]("ix");""")]
    [InlineData("""migrationBuilder.[|DropIndex|]("ix", "users", "audit");""")]
    [InlineData("""migrationBuilder.[|DropIndex|](schema: "audit", table: "users", name: "ix");""")]
    public Task EachFormOfTheCall_IsFound(string body) => Up(body).VerifyAsync();

    [Fact]
    public Task ConcurrentDrop_IsSilent() => Up("""migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix", suppressTransaction: true);""").VerifyAsync();

    [Theory]
    [InlineData("CREATE TABLE users (email text); CREATE INDEX ix ON users (email); DROP INDEX ix")]
    [InlineData("CREATE TABLE \"Users\" (email text); CREATE INDEX \"IX\" ON \"Users\" (email); DROP INDEX \"IX\"")]
    [InlineData("CREATE TABLE audit.users (email text); CREATE INDEX ix ON audit.users (email); DROP INDEX audit.ix")]
    public async Task TableOfTheSameMigration_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Fact]
    public Task TableDroppedByTheSameMigration_IsSilent() => Up("""
        migrationBuilder.DropIndex("ix", "users");
        migrationBuilder.DropTable("users");
        """).VerifyAsync();

    [Fact]
    public Task TableThatAnEarlierStatementHasLocked_IsSilentBecauseNothingWaitsForTheDrop() => Up("""
        migrationBuilder.DropForeignKey("fk", "users");
        migrationBuilder.DropIndex("ix", "users");
        """).VerifyAsync();

    [Fact]
    public Task SeveralIndexesOfATable_AreEachFound() => Up("""
        migrationBuilder.[|DropIndex|]("ix", "users");
        migrationBuilder.[|DropIndex|]("ix2", "users");
        """).VerifyAsync();

    [Fact]
    public Task FirstIndexOfATable_IsAWarningAndTheOthersWaitForNobody() => Up("""
        #pragma warning disable DBM1002
        migrationBuilder.DropIndex("ix", "users");
        #pragma warning restore DBM1002
        migrationBuilder.[|DropIndex|]("ix2", "users");
        """).VerifyInfoAsync(
            "Dropping index ix2 takes an ACCESS EXCLUSIVE lock on users: an earlier DROP INDEX of the transaction holds it already, and all reads and writes wait until it ends");

    [Theory]
    [InlineData("UPDATE users SET email = NULL WHERE id = 1; [|DROP INDEX|] ix")]
    [InlineData("CREATE INDEX ix_b ON users (name); [|DROP INDEX|] ix")]
    [InlineData("ALTER TABLE orders ADD COLUMN note text; [|DROP INDEX|] ix")]
    public Task WeakerLockOrThatOfAnotherTable_MakesNoDifference(string sql) =>
        UpSql(sql).After("CREATE TABLE users (email text); CREATE INDEX ix ON users (email)").VerifyMessageAsync(
            "Dropping index ix takes an ACCESS EXCLUSIVE lock on users: it waits for every running query there, and all reads and writes wait behind it");

    [Fact]
    public Task LockGivenBackBeforeTheDrop_IsFound() => Up("""
        migrationBuilder.DropForeignKey("fk", "users");
        migrationBuilder.Sql("VACUUM users", suppressTransaction: true);
        migrationBuilder.[|DropIndex|]("ix", "users");
        """).VerifyAsync();

    [Fact]
    public Task IndexOfAPartitionedTable_IsSilentBecauseItHasNoConcurrentForm() => UpSql("DROP INDEX ix")
        .After("CREATE TABLE m (at date) PARTITION BY RANGE (at); CREATE INDEX ix ON ONLY m (at)").VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() => Up("""migrationBuilder.DropIndex("ix", "users");""").With("small_tables", "users").VerifyAsync();

    [Fact]
    public Task GuardOfAnotherProvider_IsSilent() =>
        Up("""if (!migrationBuilder.IsNpgsql()) { migrationBuilder.DropIndex("ix", "users"); }""").VerifyAsync();
}
