namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3015ContractMissingTests() : RuleTest("DBM3015")
{
    private const string Proof = "ALTER TABLE orders [|ADD CONSTRAINT|] ck CHECK (note IS NOT NULL) NOT VALID";

    private const string SetNotNull = "ALTER TABLE orders VALIDATE CONSTRAINT ck; ALTER TABLE orders ALTER COLUMN note SET NOT NULL";

    [Fact]
    public Task ProofThatIsNeverDropped_IsAnInfo() => UpSql(Proof).Then(SetNotNull).VerifyInfoAsync(
        "No later migration drops CHECK constraint ck, which served to make orders.note NOT NULL: each INSERT and UPDATE still evaluates it");

    [Theory]
    [InlineData(SetNotNull + "; ALTER TABLE orders DROP CONSTRAINT ck")]
    [InlineData("ALTER TABLE orders VALIDATE CONSTRAINT ck")]
    [InlineData("DROP TABLE orders")]
    [InlineData("ALTER TABLE orders DROP COLUMN note")]
    public Task ProofThatIsDroppedOrStillNeeded_IsSilent(string later) =>
        UpSql(Proof.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)).Then(later).VerifyAsync();

    [Fact]
    public Task ProofThatIsDroppedInAThirdMigration_IsSilent() => UpSql("ALTER TABLE orders ADD CONSTRAINT ck CHECK (note IS NOT NULL) NOT VALID")
        .Then(SetNotNull).Then("ALTER TABLE orders DROP CONSTRAINT ck").VerifyAsync();

    [Fact]
    public Task ViewUnderTheOldName_IsAnInfo() => UpSql("ALTER TABLE users RENAME TO customers; [|CREATE VIEW|] users AS SELECT * FROM customers").Then("SELECT 1").VerifyInfoAsync(
        "No later migration drops view users, which keeps the versions running that know table customers by that name");

    [Fact]
    public Task ViewThatIsDropped_IsSilent() => UpSql("ALTER TABLE users RENAME TO customers; CREATE VIEW users AS SELECT * FROM customers").Then("DROP VIEW users").VerifyAsync();

    [Fact]
    public Task OtherView_IsSilent() => UpSql("CREATE VIEW v AS SELECT * FROM customers").Then("SELECT 1").VerifyAsync();

    [Fact]
    public Task TriggerThatOutlivesItsColumn_IsAnInfo() =>
        UpSql("ALTER TABLE users ADD COLUMN full_name text; [|CREATE TRIGGER|] sync BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION sync()")
            .Then("ALTER TABLE users DROP COLUMN name")
            .VerifyInfoAsync("No later migration drops trigger sync, which came with a new column of users: users.name, which it may have kept equal to that, is dropped since");

    [Theory]
    [InlineData("DROP TRIGGER sync ON users; ALTER TABLE users DROP COLUMN name")]
    [InlineData("ALTER TABLE users ADD COLUMN more text")]
    [InlineData("ALTER TABLE users DROP COLUMN full_name")]
    public Task TriggerThatGoesOrServesOn_IsSilent(string later) =>
        UpSql("ALTER TABLE users ADD COLUMN full_name text; CREATE TRIGGER sync BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION sync()").Then(later).VerifyAsync();

    [Fact]
    public Task NoLaterMigration_IsSilent() => UpSql("ALTER TABLE users RENAME TO customers; CREATE VIEW users AS SELECT * FROM customers").VerifyAsync();

    [Fact]
    public Task Downtime_IsSilent() =>
        UpSql("ALTER TABLE users RENAME TO customers; CREATE VIEW users AS SELECT * FROM customers").Then("SELECT 1").With("deployment", "downtime").VerifyAsync();
}
