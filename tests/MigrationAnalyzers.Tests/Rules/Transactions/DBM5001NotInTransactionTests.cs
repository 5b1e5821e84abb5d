namespace MigrationAnalyzers.Tests.Rules.Transactions;

public sealed class DBM5001NotInTransactionTests() : RuleTest("DBM5001")
{
    private const string Message = "This statement fails: PostgreSQL does not run it inside a transaction block, and ";

    /// <summary>Every statement that PostgreSQL refuses in a transaction block, with the oldest version that does.</summary>
    public static TheoryData<string, string> Statements => new()
    {
        { "[|CREATE INDEX CONCURRENTLY|] ix ON t (a)", "12" },
        { "[|CREATE UNIQUE INDEX CONCURRENTLY|] IF NOT EXISTS ix ON t (a)", "12" },
        { "[|DROP INDEX CONCURRENTLY|] ix", "12" },
        { "[|REINDEX INDEX CONCURRENTLY|] ix", "12" },
        { "[|REINDEX TABLE CONCURRENTLY|] t", "12" },
        { "[|REINDEX (CONCURRENTLY) TABLE|] t", "14" },
        { "[|REINDEX SCHEMA|] public", "12" },
        { "[|REINDEX DATABASE|] shop", "12" },
        { "[|REINDEX SYSTEM|] shop", "12" },
        { "[|VACUUM|] t", "12" },
        { "[|VACUUM|] (ANALYZE) t", "12" },
        { "[|VACUUM FULL|]", "12" },
        { "[|CLUSTER|]", "12" },
        { "ALTER TABLE t [|DETACH PARTITION|] p CONCURRENTLY", "14" },
        { "[|CREATE DATABASE|] d", "12" },
        { "[|DROP DATABASE|] IF EXISTS d", "12" },
        { "[|ALTER DATABASE|] d SET TABLESPACE s", "12" },
        { "[|CREATE TABLESPACE|] s LOCATION '/data'", "12" },
        { "[|DROP TABLESPACE|] s", "12" },
        { "[|ALTER SYSTEM|] SET work_mem = '8MB'", "12" },
        { "[|CREATE SUBSCRIPTION|] s CONNECTION 'host=a' PUBLICATION p", "12" },
        { "[|ALTER SUBSCRIPTION|] s REFRESH PUBLICATION", "14" },
        { "[|DROP SUBSCRIPTION|] s", "12" },
        { "[|DISCARD ALL|]", "12" },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task StatementInTheMigrationsTransaction_IsFound(string sql, string version)
    {
        await UpSql(sql).With("postgres_version", version).VerifyMessageAsync(Message + "EF Core runs the migration in one unless suppressTransaction is true");
        await UpSql(sql).With("postgres_version", "18").VerifyAsync();
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public Task StatementBetweenBeginAndCommit_IsFound(string sql, string version) => File($"BEGIN; {sql}; COMMIT;").With("postgres_version", version)
        .VerifyMessageAsync(Message + "it stands between BEGIN and COMMIT");

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task StatementOutsideOfATransaction_IsSilent(string sql, string version)
    {
        var plain = Plain(sql);
        await Up($"""migrationBuilder.Sql("{plain}", suppressTransaction: true);""").With("postgres_version", version).VerifyAsync();
        await File(plain).With("postgres_version", version).VerifyAsync();
        await File($"BEGIN; SELECT 1; COMMIT; {plain};").With("postgres_version", version).VerifyAsync();
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task StatementOfDown_IsFoundThere(string sql, string version)
    {
        await Down($"""migrationBuilder.Sql("{sql}");""").With("postgres_version", version).VerifyAsync();
        await Down($"""migrationBuilder.Sql("{Plain(sql)}", suppressTransaction: true);""").With("postgres_version", version).VerifyAsync();
    }

    [Theory]
    [InlineData("CREATE INDEX ix ON t (a)")]
    [InlineData("REINDEX TABLE t")]
    [InlineData("REINDEX INDEX ix")]
    [InlineData("ANALYZE t")]
    [InlineData("CLUSTER t USING ix")]
    [InlineData("REFRESH MATERIALIZED VIEW CONCURRENTLY v")]
    [InlineData("ALTER TYPE mood ADD VALUE 'ok'")]
    [InlineData("ALTER TABLE t DETACH PARTITION p")]
    [InlineData("ALTER DATABASE d SET work_mem = '8MB'")]
    [InlineData("CREATE SUBSCRIPTION s CONNECTION 'host=a' PUBLICATION p WITH (create_slot = false)")]
    [InlineData("CREATE SUBSCRIPTION s CONNECTION 'host=a' PUBLICATION p WITH (connect = false)")]
    [InlineData("ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = false)")]
    [InlineData("ALTER SUBSCRIPTION s DISABLE")]
    [InlineData("DISCARD PLANS")]
    public Task StatementThatMayRunInATransaction_IsSilent(string sql) => UpSql(sql).VerifyAsync();

    [Fact]
    public async Task ReindexOfAPartitionedTable_IsFoundFromPostgres14On()
    {
        const string Partitioned = "CREATE TABLE m (at date) PARTITION BY RANGE (at)";

        await UpSql("REINDEX TABLE m").After(Partitioned).With("postgres_version", "13").VerifyAsync();
        await UpSql("[|REINDEX TABLE|] m").After(Partitioned).With("postgres_version", "14").VerifyAsync();
    }

    [Fact]
    public async Task ClusterOfAPartitionedTable_IsFoundFromPostgres15On()
    {
        const string Partitioned = "CREATE TABLE m (at date) PARTITION BY RANGE (at)";

        await UpSql("CLUSTER m USING ix").After(Partitioned).With("postgres_version", "14").VerifyAsync();
        await UpSql("[|CLUSTER|] m USING ix").After(Partitioned).With("postgres_version", "15").VerifyAsync();
    }

    [Fact]
    public async Task RefreshOfASubscription_IsFoundFromPostgres14On()
    {
        await UpSql("ALTER SUBSCRIPTION s REFRESH PUBLICATION").With("postgres_version", "13").VerifyAsync();
        await UpSql("[|ALTER SUBSCRIPTION|] s REFRESH PUBLICATION").With("postgres_version", "14").VerifyAsync();
    }

    [Theory]
    [InlineData("""migrationBuilder.Sql("/* é😀 \u00e9 */ [|VACUUM|] t");""")]
    [InlineData("""migrationBuilder.Sql(@"/* é😀 "" */ [|VACUUM|] t");""")]
    [InlineData("""migrationBuilder.Sql($"/* é😀 {1} */ [|VACUUM|] t", suppressTransaction: false);""")]
    [InlineData("""migrationBuilder.Sql("/* é😀 */ " + "[|VACUUM|] t");""")]
    public Task EachLiteral_IsFoundAtItsKeyword(string body) => Up(body).VerifyAsync();

    [Fact]
    public Task ConcurrentIndexCall_IsSilentBecauseNpgsqlSuppressesTheTransaction() =>
        Up("""migrationBuilder.CreateIndex("ix", "t", "a").Annotation("Npgsql:CreatedConcurrently", true);""").VerifyAsync();

    [Fact]
    public async Task OnlyTheFirstStatementOfASuppressedCommand_RunsByItself()
    {
        await Up("""migrationBuilder.Sql("VACUUM a; SELECT 1", suppressTransaction: true);""").VerifyAsync();
        await Up("""migrationBuilder.Sql("SELECT 1; [|VACUUM|] a", suppressTransaction: true);""").VerifyMessageAsync(
            Message + "it follows another statement in one command, which is one transaction: give it a Sql call of its own");
    }

    [Fact]
    public async Task DoBlock_IsAlwaysATransaction()
    {
        const string Sql = "DO $$ BEGIN EXECUTE '[|CREATE INDEX CONCURRENTLY|] ix ON t (a)'; END $$";

        await File(Sql).VerifyMessageAsync(Message + "a DO block always runs in one");
        await Up($"""migrationBuilder.Sql("{Sql}", suppressTransaction: true);""").VerifyMessageAsync(Message + "a DO block always runs in one");
    }

    [Theory]
    [InlineData("START TRANSACTION; [|VACUUM|] t; ROLLBACK; VACUUM t;")]
    [InlineData("BEGIN; COMMIT; VACUUM t; BEGIN; [|VACUUM|] t; END;")]
    public Task TransactionsOfAFile_AreToldApart(string sql) => File(sql).VerifyAsync();

    [Fact]
    public Task HelperThatSuppresses_IsFollowed() => Up("""
        Run(migrationBuilder, "VACUUM a", outside: true);
        Run(migrationBuilder, "[|VACUUM|] b", outside: false);

        static void Run(MigrationBuilder builder, string sql, bool outside) => builder.Sql(sql, outside);
        """).VerifyAsync();

    [Fact]
    public Task SuppressionThatIsNotKnown_IsSilent() =>
        Up("""migrationBuilder.Sql("VACUUM t", suppressTransaction: DateTime.Now.Year > 2020);""").VerifyAsync();

    [Fact]
    public Task GuardOfAnotherProvider_IsSilent() => Up("""if (!migrationBuilder.IsNpgsql()) { migrationBuilder.Sql("VACUUM t"); }""").VerifyAsync();

    private static string Plain(string sql) => sql.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
}
