namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1011DomainConstraintScansTests() : RuleTest("DBM1011")
{
    private const string Email = "CREATE DOMAIN email AS text; CREATE TABLE users (a email); CREATE TABLE orders (b email, c text);";

    [Fact]
    public Task AddConstraint_NamesTheTables() => UpSql("ALTER DOMAIN email [|ADD CONSTRAINT|] ck CHECK (VALUE LIKE '%@%')").After(Email).VerifyMessageAsync(
        "Every row of the existing tables users and orders is read under a SHARE lock, one table after the other, because the domain email gets constraint ck: "
        + "writes wait until all rows are checked");

    [Theory]
    [InlineData("ALTER DOMAIN email [|ADD CHECK|] (VALUE <> '')")]
    [InlineData("ALTER DOMAIN email [|SET NOT NULL|]")]
    [InlineData("ALTER DOMAIN email ADD CONSTRAINT ck CHECK (VALUE <> '') NOT VALID; ALTER DOMAIN email [|VALIDATE CONSTRAINT|] ck")]
    public Task EachForm_IsFound(string sql) => UpSql(sql).After(Email).VerifyAsync();

    [Fact]
    public Task ValidateConstraint_BlocksAsWell() =>
        UpSql("ALTER DOMAIN email [|VALIDATE CONSTRAINT|] ck").After(Email + "ALTER DOMAIN email ADD CONSTRAINT ck CHECK (VALUE <> '') NOT VALID").VerifyMessageAsync(
            "Every row of the existing tables users and orders is read under a SHARE lock, one table after the other, because the domain email has constraint ck validated: "
            + "writes wait until all rows are checked");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task DomainWhoseTablesAreNotKnown_IsAnInfo(string source) => Sql(source, "ALTER DOMAIN é [|SET NOT NULL|]").VerifyInfoAsync(
        "Every row of each table with a column of the type is read under a SHARE lock, one table after the other, because the domain é becomes NOT NULL: "
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
            "Every row of the existing table orders is read under a SHARE lock, one table after the other, because the domain email becomes NOT NULL: "
            + "writes wait until all rows are checked");
}
