namespace MigrationAnalyzers.Tests.Rules.Transactions;

public sealed class DBM5009NeverValidatedTests() : RuleTest("DBM5009")
{
    private const string Later = "ALTER TABLE orders ADD COLUMN note text";

    [Fact]
    public Task ForeignKeyThatNobodyValidates_IsFound() =>
        UpSql("ALTER TABLE orders [|ADD CONSTRAINT|] fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID").Then(Later).VerifyInfoAsync(
            "Constraint fk of orders is added NOT VALID and no later migration validates it: old rows may break it, and the planner does not use it");

    [Fact]
    public Task CheckThatNobodyValidates_IsFound() => UpSql("ALTER TABLE orders [|ADD CONSTRAINT|] ck CHECK (total > 0) NOT VALID").Then(Later).VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE orders VALIDATE CONSTRAINT ck")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT ck")]
    [InlineData("ALTER TABLE orders RENAME CONSTRAINT ck TO ck2; ALTER TABLE orders VALIDATE CONSTRAINT ck2")]
    [InlineData("DROP TABLE orders")]
    [InlineData("DO $$ BEGIN EXECUTE (SELECT string_agg('ALTER TABLE orders VALIDATE CONSTRAINT ' || conname, ';') FROM pg_constraint WHERE NOT convalidated); END $$")]
    public Task LaterMigrationThatDealsWithIt_IsSilent(string sql) => UpSql("ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0) NOT VALID").Then(Later).Then(sql).VerifyAsync();

    [Fact]
    public Task ValidatedInTheSameMigration_IsSilent() =>
        UpSql("ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT ck").Then(Later).VerifyAsync();

    [Fact]
    public Task LastMigration_IsSilent() => UpSql("ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0) NOT VALID").After(Later).VerifyAsync();

    [Fact]
    public Task ConstraintThatIsNotEnforced_IsSilent() =>
        UpSql("ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0) NOT ENFORCED").With("postgres_version", "18").Then(Later).VerifyAsync();
}
