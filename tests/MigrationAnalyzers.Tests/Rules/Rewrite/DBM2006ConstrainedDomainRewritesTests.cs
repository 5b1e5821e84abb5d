namespace MigrationAnalyzers.Tests.Rules.Rewrite;

public sealed class DBM2006ConstrainedDomainRewritesTests() : RuleTest("DBM2006")
{
    private const string Earlier = """
        CREATE DOMAIN zip AS text CHECK (VALUE <> '');
        CREATE DOMAIN required AS text NOT NULL;
        CREATE DOMAIN outer_zip AS zip;
        CREATE DOMAIN plain AS text;
        CREATE DOMAIN plain_with_default AS text DEFAULT 'x';
        CREATE DOMAIN token AS uuid DEFAULT gen_random_uuid();
        """;

    [Fact]
    public Task AddColumnCall_NamesTheDomain() => Up("""migrationBuilder.[|AddColumn|]<string>(name: "zip", table: "users", type: "zip", nullable: true);""").After(Earlier)
        .VerifyMessageAsync(
            "Adding users.zip rewrites the table and all its indexes under an ACCESS EXCLUSIVE lock, because the domain zip has constraints: "
            + "reads and writes wait until it is done");

    [Theory]
    [InlineData("ALTER TABLE users [|ADD COLUMN|] c zip")]
    [InlineData("ALTER TABLE users [|ADD COLUMN|] c zip DEFAULT '12345'")]
    [InlineData("ALTER TABLE users [|ADD COLUMN|] c required DEFAULT 'x'")]
    [InlineData("ALTER TABLE users [|ADD COLUMN|] c outer_zip")]
    [InlineData("CREATE DOMAIN d AS int CHECK (VALUE > 0); ALTER TABLE users [|ADD COLUMN|] c d")]
    public Task DomainWithConstraints_IsFound(string sql) => UpSql(sql).After(Earlier).VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE users ADD COLUMN c plain")]
    [InlineData("ALTER TABLE users ADD COLUMN c plain DEFAULT 'x'")]
    [InlineData("ALTER TABLE users ADD COLUMN c plain_with_default")]
    [InlineData("ALTER TABLE users ADD COLUMN c zip[]")]
    [InlineData("ALTER TABLE users ADD COLUMN c unknown_domain")]
    [InlineData("ALTER TABLE users ADD COLUMN c text, ADD CHECK (c <> '') NOT VALID")]
    // DBM2001, DBM2004 and DBM2005 speak of these.
    [InlineData("ALTER TABLE users ADD COLUMN c token")]
    [InlineData("ALTER TABLE users ADD COLUMN c uuid DEFAULT gen_random_uuid()")]
    [InlineData("ALTER TABLE users ADD COLUMN c serial")]
    [InlineData("ALTER TABLE users ADD COLUMN c text GENERATED ALWAYS AS (name) STORED")]
    [InlineData("CREATE TABLE carts (id int); ALTER TABLE carts ADD COLUMN c zip")]
    public Task NoConstraintOfADomain_IsSilent(string sql) => UpSql(sql).After(Earlier).VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() => UpSql("ALTER TABLE users ADD COLUMN c zip").After(Earlier).With("small_tables", "users").VerifyAsync();
}
