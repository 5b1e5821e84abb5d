namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1011DomainConstraintScansTests() : RuleTest("DBM1011")
{
    private const string Email = "CREATE DOMAIN email AS text; CREATE TABLE users (a email); CREATE TABLE orders (b email, c text);";

    [Fact]
    public Task AddConstraint_NamesTheTables() => UpSql("ALTER DOMAIN email [|ADD CONSTRAINT|] ck CHECK (VALUE LIKE '%@%')").After(Email).VerifyMessageAsync(
        "Adding constraint ck to the domain email reads every row of the existing tables users and orders under a SHARE lock, one table after the other: "
        + "writes wait until all rows are checked");

    [Theory]
    [InlineData("ALTER DOMAIN email [|ADD CHECK|] (VALUE <> '')")]
    [InlineData("ALTER DOMAIN email [|SET NOT NULL|]")]
    [InlineData("ALTER DOMAIN email ADD CONSTRAINT ck CHECK (VALUE <> '') NOT VALID; ALTER DOMAIN email [|VALIDATE CONSTRAINT|] ck")]
    public Task EachForm_IsFound(string sql) => UpSql(sql).After(Email).VerifyAsync();

    [Fact]
    public Task ValidateConstraint_BlocksAsWell() =>
        UpSql("ALTER DOMAIN email [|VALIDATE CONSTRAINT|] ck").After(Email + "ALTER DOMAIN email ADD CONSTRAINT ck CHECK (VALUE <> '') NOT VALID").VerifyMessageAsync(
            "Validating constraint ck of the domain email reads every row of the existing tables users and orders under a SHARE lock, one table after the other: "
            + "writes wait until all rows are checked");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task DomainWhoseTablesAreNotKnown_IsAnInfo(string source) => Sql(source, "ALTER DOMAIN é [|SET NOT NULL|]").VerifyInfoAsync(
        "Making the domain é NOT NULL reads every row of each table with a column of that type under a SHARE lock, one table after the other: "
        + "writes wait until all rows are checked");

    [Theory]
    [InlineData("ALTER DOMAIN email ADD CONSTRAINT ck CHECK (VALUE <> '') NOT VALID")]
    [InlineData("ALTER DOMAIN email SET DEFAULT ''")]
    [InlineData("ALTER DOMAIN email DROP NOT NULL")]
    [InlineData("ALTER DOMAIN email DROP CONSTRAINT IF EXISTS ck")]
    [InlineData("CREATE DOMAIN phone AS text; ALTER DOMAIN phone SET NOT NULL")]
    public async Task WhatReadsNoRows_IsSilent(string sql)
    {
        await UpSql(sql).After(Email).VerifyAsync();
        await File(sql).VerifyAsync();
    }

    [Fact]
    public async Task NewAndSmallTables_AreSilent()
    {
        await UpSql(Email + "ALTER DOMAIN email SET NOT NULL").VerifyAsync();
        await UpSql("ALTER DOMAIN email SET NOT NULL").After(Email).With("small_tables", "users, orders").VerifyAsync();
    }

    [Fact]
    public Task SmallTableBesideALargeOne_IsNotNamed() =>
        UpSql("ALTER DOMAIN email [|SET NOT NULL|]").After(Email).With("small_tables", "users").VerifyMessageAsync(
            "Making the domain email NOT NULL reads every row of the existing table orders under a SHARE lock, one table after the other: "
            + "writes wait until all rows are checked");
}
