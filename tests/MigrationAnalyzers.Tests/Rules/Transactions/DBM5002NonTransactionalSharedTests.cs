namespace MigrationAnalyzers.Tests.Rules.Transactions;

public sealed class DBM5002NonTransactionalSharedTests() : RuleTest("DBM5002")
{
    private const string Build = """migrationBuilder.[|CreateIndex|]("ix", "orders", "user_id").Annotation("Npgsql:CreatedConcurrently", true);""";

    private const string BuildSql = "migrationBuilder.Sql(\"[|CREATE INDEX CONCURRENTLY|] ix ON orders (user_id)\", suppressTransaction: true);";

    private static string Message(string where, string error) =>
        $"This runs outside of the migration's transaction and commits what ran before it: when the migration fails {where}, the next run starts at the first operation again and ends with '{error}'";

    [Fact]
    public Task ColumnAddedBefore_IsNamedInTheMessage() =>
        Up("""migrationBuilder.AddColumn<long>(name: "user_id", table: "orders", type: "bigint", nullable: true);""" + Build)
            .VerifyMessageAsync(Message("here or later", "column \"user_id\" of relation \"orders\" already exists"));

    [Fact]
    public Task OperationAfterIt_MakesItsOwnIndexTheProblem() =>
        Up(Build + """migrationBuilder.AddColumn<long>(name: "x", table: "orders", type: "bigint", nullable: true);""")
            .VerifyMessageAsync(Message("after it", "relation \"ix\" already exists"));

    [Theory]
    [InlineData("ALTER TABLE orders DROP COLUMN old")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT c")]
    [InlineData("ALTER TABLE orders RENAME COLUMN a TO b")]
    [InlineData("ALTER TABLE orders RENAME TO o2")]
    [InlineData("CREATE TABLE t (id int)")]
    [InlineData("DROP TABLE t")]
    [InlineData("CREATE INDEX iy ON orders (b)")]
    [InlineData("DROP INDEX iy")]
    [InlineData("CREATE TYPE mood AS ENUM (''ok'')")]
    [InlineData("CREATE TABLE a (id int); DROP TABLE b")]
    public Task NeighbourThatCannotRunTwice_IsFound(string sql) => Up($"""migrationBuilder.Sql("{sql.Replace("''", "'", StringComparison.Ordinal)}");""" + BuildSql).VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN IF NOT EXISTS a int")]
    [InlineData("ALTER TABLE orders DROP COLUMN IF EXISTS a")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT IF EXISTS c, ADD CONSTRAINT c CHECK (a > 0) NOT VALID")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID, DROP CONSTRAINT IF EXISTS c")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (id int)")]
    [InlineData("DROP TABLE IF EXISTS t")]
    [InlineData("SET lock_timeout = 0")]
    [InlineData("UPDATE settings SET value = 1 WHERE id = 7")]
    [InlineData("ALTER TABLE orders ALTER COLUMN a SET NOT NULL")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT IF EXISTS c; ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID")]
    public Task NeighbourThatCanRunTwice_IsSilent(string sql) => Up($"""migrationBuilder.Sql("{sql}");""" + Unmarked(BuildSql)).VerifyAsync();

    [Fact]
    public Task BuildAfterALoopThatCommits_IsTheWarning() =>
        Up("""
            migrationBuilder.AddColumn<long>(name: "user_id", table: "orders", type: "bigint", nullable: true);
            migrationBuilder.Sql("DO $$ BEGIN UPDATE orders SET user_id = 1; COMMIT; END $$", suppressTransaction: true);
            """ + Build)
            .VerifyMessageAsync(Message("here or later", "column \"user_id\" of relation \"orders\" already exists"));

    [Fact]
    public Task ConcurrentOperationAlone_IsSilent() => Up(Unmarked(Build)).VerifyAsync();

    [Fact]
    public async Task LeftoverThatIsDroppedFirst_IsSilent()
    {
        await Up("""migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS ix", suppressTransaction: true);""" + Unmarked(BuildSql)).VerifyAsync();
        await Up("""migrationBuilder.Sql("DROP INDEX CONCURRENTLY ix", suppressTransaction: true);""" + Unmarked(BuildSql)).VerifyAsync();
    }

    [Fact]
    public Task SettingThatIsPutBackAfterwards_IsSilent() => Up(Unmarked(Build) + """migrationBuilder.Sql("RESET lock_timeout", suppressTransaction: true);""").VerifyAsync();

    [Fact]
    public Task TwoBuilds_AreOneFinding() => Up(BuildSql + Unmarked(BuildSql).Replace("ix", "iy", StringComparison.Ordinal)).VerifyAsync();

    [Fact]
    public Task TransactionThatIsLeftByChoice_IsInfo() => Up("""
        migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID");
        migrationBuilder.Sql("ALTER TABLE orders [|VALIDATE CONSTRAINT|] c", suppressTransaction: true);
        """).VerifyInfoAsync();

    [Fact]
    public Task IndexOfANewTable_IsInfo() => Up("""migrationBuilder.Sql("CREATE TABLE orders (user_id int)");""" + BuildSql).VerifyInfoAsync();

    [Fact]
    public Task StatementThatMayNotRun_IsSilent() => Up("""
        if (DateTime.Now.Year > 2020) { migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN a int"); }
        """ + Unmarked(BuildSql)).VerifyAsync();

    [Fact]
    public Task File_IsSilent() => File("ALTER TABLE orders ADD COLUMN a int; CREATE INDEX CONCURRENTLY ix ON orders (a);").VerifyAsync();

    [Fact]
    public Task GuardOfAnotherProvider_IsSilent() =>
        Up("""if (!migrationBuilder.IsNpgsql()) { migrationBuilder.Sql("ALTER TABLE orders ADD COLUMN a int"); }""" + Unmarked(BuildSql)).VerifyAsync();

    private static string Unmarked(string code) => code.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
