namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1005SetNotNullScansTests() : RuleTest("DBM1005")
{
    private const string SetNotNull = "ALTER TABLE users ALTER COLUMN email SET NOT NULL";
    private const string Users = "CREATE TABLE users (id int PRIMARY KEY, email text);";

    [Fact]
    public Task AlterColumnToRequired_NamesColumnAndLock() => Up("""
        migrationBuilder.[|AlterColumn|]<string>(
            name: "email", table: "users", type: "text", nullable: false, oldClrType: typeof(string), oldType: "text", oldNullable: true);
        """).VerifyMessageAsync(
            "Making users.email NOT NULL reads every row under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done");

    [Fact]
    public Task AlterColumnWithADefault_TellsOfTheHiddenUpdate() => Up("""
        migrationBuilder.[|AlterColumn|]<string>(
            name: "email", table: "users", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);
        """).VerifyMessageAsync(
            "Making users.email NOT NULL reads every row under an ACCESS EXCLUSIVE lock, after a hidden UPDATE by EF Core of every row where it is NULL, "
            + "in the same transaction: reads and writes wait until it is done");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task SetNotNullInSql_IsFound(string source) => Sql(source, "ALTER TABLE users ALTER COLUMN é [|SET NOT NULL|]").VerifyAsync();

    [Fact]
    public Task OtherColumnWithAHiddenUpdate_IsNotBlamedOnThisOne() => Up("""
        migrationBuilder.AlterColumn<int>(name: "a", table: "small", nullable: false, defaultValue: 1, oldClrType: typeof(int), oldNullable: true);
        migrationBuilder.Sql("ALTER TABLE users ALTER email [|SET NOT NULL|]");
        """).With("small_tables", "small").VerifyMessageAsync(
            "Making users.email NOT NULL reads every row under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done");

    [Theory]
    [InlineData("nullable: false, oldClrType: typeof(string), oldNullable: false")]
    [InlineData("nullable: true, oldClrType: typeof(string), oldNullable: true")]
    [InlineData("nullable: true, oldClrType: typeof(string), oldNullable: false")]
    public Task AlterColumnThatRequiresNothingNew_IsSilent(string arguments) =>
        Up($"""migrationBuilder.AlterColumn<string>(name: "email", table: "users", type: "text", {arguments});""").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE users ADD CONSTRAINT ck CHECK (email IS NOT NULL)")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT ck CHECK (email IS NOT NULL AND email <> '')")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT ck CHECK (email IS NOT NULL) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT ck")]
    [InlineData("ALTER TABLE users ALTER COLUMN email SET NOT NULL")]
    public async Task ProofOfAnEarlierMigration_IsSilent(string earlier)
    {
        // The earlier migration itself creates the table, so that nothing is reported there.
        await UpSql(SetNotNull).After(Users + earlier).VerifyAsync();
        await UpSql(SetNotNull).After(Users + earlier).With("postgres_version", "12").VerifyAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT ck CHECK (email IS NOT NULL) NOT VALID")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT ck CHECK (email <> '')")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT ck CHECK (email IS NOT NULL OR id = 1)")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT ck CHECK (id IS NOT NULL)")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT ck CHECK (email IS NOT NULL); ALTER TABLE users DROP CONSTRAINT ck")]
    [InlineData("ALTER TABLE users ALTER COLUMN email SET NOT NULL; ALTER TABLE users ALTER COLUMN email DROP NOT NULL")]
    public Task WhatProvesNothing_IsFound(string earlier) =>
        UpSql("ALTER TABLE users ALTER COLUMN email [|SET NOT NULL|]").After(Users + earlier).VerifyAsync();

    [Fact]
    public async Task ProofOfTheSameMigration_IsSilent()
    {
        const string Sql = """
            ALTER TABLE users ADD CONSTRAINT ck CHECK (email IS NOT NULL) NOT VALID;
            ALTER TABLE users VALIDATE CONSTRAINT ck;
            ALTER TABLE users ALTER COLUMN email SET NOT NULL;
            ALTER TABLE users DROP CONSTRAINT ck;
            """;

        await UpSql(Sql).VerifyAsync();
        await File(Sql).VerifyAsync();
    }

    [Fact]
    public Task ProofDroppedInTheSameAlterTable_IsFound() =>
        UpSql("ALTER TABLE users ALTER COLUMN email [|SET NOT NULL|], DROP CONSTRAINT ck")
            .After(Users + "ALTER TABLE users ADD CONSTRAINT ck CHECK (email IS NOT NULL)").VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE users ADD CONSTRAINT ck CHECK (email IS NOT NULL) NOT VALID", SetNotNull, "; CHECK constraint ck does not save that, because it is NOT VALID")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT ck CHECK (email IS NOT NULL) NOT ENFORCED", SetNotNull, "; CHECK constraint ck does not save that, because it is NOT ENFORCED")]
    [InlineData(
        "ALTER TABLE users ADD CONSTRAINT ck CHECK (email IS NOT NULL)", SetNotNull + ", DROP CONSTRAINT ck",
        "; CHECK constraint ck does not save that, because the same ALTER TABLE drops it")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT nn NOT NULL email NOT VALID", SetNotNull, "; VALIDATE CONSTRAINT nn instead does not block")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT ck CHECK (num_nulls(email) = 0)", SetNotNull, "")]
    public Task ProofThatDoesNotCount_IsExplained(string earlier, string sql, string because) =>
        UpSql(sql.Replace("SET NOT NULL", "[|SET NOT NULL|]", StringComparison.Ordinal)).After(Users + earlier).With("postgres_version", "18").VerifyMessageAsync(
            "Making users.email NOT NULL reads every row under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done" + because);

    [Fact]
    public Task ColumnOfTheSameAlterTable_IsReadUnlessItIsNotNullInline()
        => File("ALTER TABLE users ADD COLUMN a int DEFAULT 1, ALTER COLUMN a [|SET NOT NULL|], ADD COLUMN b int NOT NULL DEFAULT 1, ALTER COLUMN b SET NOT NULL").VerifyAsync();

    [Fact]
    public Task VirtualColumnThatIsNotNull_IsFound() =>
        File("ALTER TABLE users [|ADD COLUMN|] l int GENERATED ALWAYS AS (length(email)) VIRTUAL NOT NULL").With("postgres_version", "18").VerifyAsync();

    [Fact]
    public Task StoredColumnThatIsNotNull_IsAnotherRules() => File("ALTER TABLE users ADD COLUMN l int GENERATED ALWAYS AS (length(email)) STORED NOT NULL").VerifyAsync();

    [Fact]
    public Task ConstraintThatChildrenInherit_IsVerifiedThere() => UpSql("ALTER TABLE users [|ALTER CONSTRAINT|] nn INHERIT")
        .After("CREATE TABLE users (email text); CREATE TABLE admins () INHERITS (users); ALTER TABLE users ADD CONSTRAINT nn NOT NULL email NO INHERIT")
        .With("postgres_version", "18").VerifyMessageAsync(
            "Making admins.email NOT NULL reads every row under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done");

    [Theory]
    [InlineData("ALTER TABLE users ADD CONSTRAINT ck CHECK (email IS NOT NULL)")]
    [InlineData("ALTER TABLE users_a ADD CONSTRAINT ck CHECK (email IS NOT NULL)")]
    public Task ProofForAllPartitions_IsSilent(string proof) => UpSql(SetNotNull).After($"""
        CREATE TABLE users (id int, email text) PARTITION BY RANGE (id);
        CREATE TABLE users_a PARTITION OF users FOR VALUES FROM (1) TO (10);
        {proof}
        """).VerifyAsync();

    [Fact]
    public async Task AddConstraintNotNull_IsFoundFromPostgres18On()
    {
        await File("ALTER TABLE users [|ADD CONSTRAINT|] nn NOT NULL email").With("postgres_version", "18").VerifyMessageAsync(
            "Making users.email NOT NULL reads every row under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done");
        await File("ALTER TABLE users ADD CONSTRAINT nn NOT NULL email NOT VALID").With("postgres_version", "18").VerifyAsync();
    }

    [Theory]
    [InlineData("CREATE TABLE users (email text); ALTER TABLE users ALTER COLUMN email SET NOT NULL")]
    [InlineData("CREATE TABLE Users (email text); ALTER TABLE public.users ALTER COLUMN email SET NOT NULL")]
    [InlineData("CREATE TABLE \"App\".\"Users\" (email text); ALTER TABLE \"App\".\"Users\" ALTER COLUMN email SET NOT NULL")]
    public async Task TableOfTheSameMigration_IsSilent(string sql)
    {
        await UpSql(sql).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Fact]
    public Task SmallTable_IsSilent() => UpSql(SetNotNull).With("small_tables", "users").VerifyAsync();

    [Fact]
    public Task GuardOfAnotherProvider_IsSilent() => Up("""
        if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite")
        {
            migrationBuilder.AlterColumn<string>(name: "email", table: "users", type: "text", nullable: false, oldClrType: typeof(string), oldNullable: true);
        }
        """).VerifyAsync();

    [Fact]
    public Task ColumnThatIsNotNullAlready_IsSilent() => UpSql("""
        ALTER TABLE users ADD COLUMN age int NOT NULL DEFAULT 0;
        ALTER TABLE users ALTER COLUMN age SET NOT NULL;
        """).VerifyAsync();

    [Fact]
    public Task TableOfAnotherSchema_IsNamedWithIt() => File("ALTER TABLE app.users ALTER a [|SET NOT NULL|]").VerifyMessageAsync(
        "Making app.users.a NOT NULL reads every row under an ACCESS EXCLUSIVE lock: reads and writes wait until it is done");
}
