namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1007UniqueConstraintBuildsIndexTests() : RuleTest("DBM1007")
{
    [Fact]
    public Task AddUniqueConstraintCall_NamesTableAndLock() =>
        Up("""migrationBuilder.[|AddUniqueConstraint|](name: "ak_users_email", table: "users", column: "email");""").VerifyMessageAsync(
            "Adding unique constraint ak_users_email builds its index on the existing table users under an ACCESS EXCLUSIVE lock: reads and writes wait until that is done");

    [Fact]
    public Task AddPrimaryKeyCall_IsFound() =>
        Up("""migrationBuilder.[|AddPrimaryKey|](name: "pk_users", table: "users", column: "id", schema: "app");""").VerifyMessageAsync(
            "Adding primary key pk_users builds its index on the existing table app.users under an ACCESS EXCLUSIVE lock: reads and writes wait until that is done");

    [Fact]
    public Task PrimaryKeyOverANullableColumn_ReadsTheRowsToo() =>
        UpSql("ALTER TABLE users [|ADD CONSTRAINT|] pk_users PRIMARY KEY (id)").After("CREATE TABLE users (id int)").VerifyMessageAsync(
            "Adding primary key pk_users builds its index on the existing table users, and looks for NULLs in every row, under an ACCESS EXCLUSIVE lock: "
            + "reads and writes wait until that is done");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task AddConstraintInSql_IsFound(string source) => Sql(source, "ALTER TABLE users [|ADD CONSTRAINT|] ak_é UNIQUE (email)").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE users [|ADD UNIQUE|] (email)")]
    [InlineData("ALTER TABLE users [|ADD PRIMARY KEY|] (id)")]
    [InlineData("ALTER TABLE users [|ADD COLUMN|] email text UNIQUE")]
    [InlineData("ALTER TABLE users [|ADD COLUMN|] id int PRIMARY KEY")]
    [InlineData("ALTER TABLE users [|ADD CONSTRAINT|] ak UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (c) DEFERRABLE")]
    public async Task EachFormInSql_IsFound(string sql)
    {
        await File(sql).With("postgres_version", "15").VerifyAsync();
        await UpSql(sql).With("postgres_version", "15").VerifyAsync();
    }

    [Theory]
    [InlineData("ALTER TABLE users ADD CONSTRAINT ak UNIQUE USING INDEX ix_users_email")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT pk PRIMARY KEY USING INDEX ix_users_id")]
    [InlineData("CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE); ALTER TABLE users ADD UNIQUE (id, email)")]
    [InlineData("CREATE TEMP TABLE users (id int); ALTER TABLE users ADD PRIMARY KEY (id)")]
    public async Task IndexThatIsThereAndNewTable_AreSilent(string sql)
    {
        await File(sql).VerifyAsync();
        await UpSql(sql).VerifyAsync();
    }

    [Fact]
    public Task PartitionsThatHaveTheKey_AreNotRead() => UpSql("ALTER TABLE users ADD PRIMARY KEY (id)").After("""
        CREATE TABLE users (id int NOT NULL) PARTITION BY RANGE (id);
        CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM (1) TO (10);
        ALTER TABLE users_1 ADD PRIMARY KEY (id);
        """).VerifyAsync();

    [Fact]
    public Task PartitionsThatLackTheKey_AreFound() => UpSql("ALTER TABLE users [|ADD PRIMARY KEY|] (id)").After("""
        CREATE TABLE users (id int NOT NULL) PARTITION BY RANGE (id);
        CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM (1) TO (10);
        """).VerifyMessageAsync("Adding a primary key builds its index on the existing table users under an ACCESS EXCLUSIVE lock: reads and writes wait until that is done");

    [Fact]
    public Task WithoutOverlaps_IsAnotherRules() =>
        File("ALTER TABLE bookings ADD PRIMARY KEY (room_id, during WITHOUT OVERLAPS)").With("postgres_version", "18").VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() => Up("""migrationBuilder.AddPrimaryKey("pk", "users", "id");""").With("small_tables", "users").VerifyAsync();
}
