namespace MigrationAnalyzers.Tests.Rules.Design;

public sealed class DBM8022ReplicaIdentityLostTests() : RuleTest("DBM8022")
{
    private const string Table = "CREATE TABLE t (id int CONSTRAINT pk PRIMARY KEY, c int NOT NULL CONSTRAINT uq UNIQUE)";

    [Fact]
    public Task PrimaryKeyDropped_IsFound() => UpSql("ALTER TABLE t [|DROP CONSTRAINT|] pk").After(Table).VerifyInfoAsync(
        "Table t loses its primary key: if it is published, its UPDATE and DELETE fail");

    [Fact]
    public Task DropPrimaryKeyCall_IsFound() => Up("""migrationBuilder.[|DropPrimaryKey|]("pk", "t");""").After(Table).VerifyInfoAsync();

    [Theory]
    [InlineData("ALTER TABLE t DROP CONSTRAINT pk, ADD PRIMARY KEY (c)")]
    [InlineData("ALTER TABLE t DROP CONSTRAINT pk; ALTER TABLE t REPLICA IDENTITY FULL")]
    [InlineData("ALTER TABLE t DROP CONSTRAINT uq")]
    [InlineData("ALTER TABLE other DROP CONSTRAINT pk")]
    public Task AnotherIdentityOrConstraint_IsSilent(string sql) => UpSql(sql).After(Table).VerifyAsync();
}
