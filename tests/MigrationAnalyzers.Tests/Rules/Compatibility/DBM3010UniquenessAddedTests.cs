namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3010UniquenessAddedTests() : RuleTest("DBM3010")
{
    private static string Message(string what, string columns) =>
        $"Adding {what} makes {columns} of users unique: this fails if there are duplicates already, and from then on the application version that is still running fails where it writes one";

    [Fact]
    public Task CreateIndexCall_IsAnInfo() => Up("""migrationBuilder.[|CreateIndex|](name: "ix", table: "users", columns: new[] { "email", "tenant" }, unique: true);""")
        .VerifyInfoAsync(Message("unique index ix", "email and tenant"));

    [Fact]
    public Task AddUniqueConstraintCall_IsAnInfo() => Up("""migrationBuilder.[|AddUniqueConstraint|](name: "uq", table: "users", column: "email");""")
        .VerifyInfoAsync(Message("unique constraint uq", "email"));

    [Theory]
    [InlineData("[|CREATE UNIQUE INDEX CONCURRENTLY|] ix ON users (email)", "unique index ix", "email")]
    [InlineData("[|CREATE UNIQUE INDEX|] ix ON users (lower(email))", "unique index ix", "an expression")]
    [InlineData("ALTER TABLE users [|ADD UNIQUE|] (email)", "a unique constraint", "email")]
    [InlineData("ALTER TABLE users [|ADD CONSTRAINT|] pk PRIMARY KEY (id)", "primary key pk", "id")]
    public Task EachWayInSql_IsAnInfo(string sql, string what, string columns) => File(sql).VerifyInfoAsync(Message(what, columns));

    [Theory]
    [InlineData("CREATE INDEX ix ON users (email)")]
    [InlineData("CREATE TABLE users (email text); CREATE UNIQUE INDEX ix ON users (email)")]
    [InlineData("ALTER TABLE users ADD COLUMN email text; CREATE UNIQUE INDEX ix ON users (email)")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT uq UNIQUE USING INDEX ix")]
    [InlineData("ALTER TABLE users ADD COLUMN email text UNIQUE")]
    public Task NothingThatMakesOldColumnsUnique_IsSilent(string sql) => UpSql(sql).VerifyAsync();

    [Theory]
    [InlineData("CREATE UNIQUE INDEX ix ON users (id, email)")]
    [InlineData("ALTER TABLE users DROP CONSTRAINT users_pkey; ALTER TABLE users RENAME TO people; ALTER TABLE people ADD CONSTRAINT pk PRIMARY KEY (id)")]
    [InlineData("ALTER TABLE users DROP CONSTRAINT users_pkey; ALTER TABLE users ADD CONSTRAINT pk_users PRIMARY KEY (id)")]
    public Task UniqueBefore_IsSilent(string sql) => UpSql(sql).After("CREATE TABLE users (id int PRIMARY KEY, email text)").VerifyAsync();

    [Fact]
    public Task Downtime_IsSilent() => UpSql("CREATE UNIQUE INDEX ix ON users (email)").With("deployment", "downtime").VerifyAsync();
}
