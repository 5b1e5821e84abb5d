using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Tests.Rules.Locking;

public sealed class DBM1015ValidatedWhileLockedTests() : RuleTest("DBM1015")
{
    private const string AddCheck = "ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0) NOT VALID";

    private const string AddForeignKey = "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID";

    [Fact]
    public Task CheckAddedInTheSameTransaction_IsFound() => UpSql(AddCheck + "; ALTER TABLE orders [|VALIDATE CONSTRAINT|] ck").VerifyMessageAsync(
        "Validating constraint ck reads every row of the existing table orders under an ACCESS EXCLUSIVE lock, which the same transaction took to add the constraint: "
        + "reads and writes wait until all rows are checked");

    [Fact]
    public Task ForeignKeyAddedInTheSameTransaction_NamesBothTables() => Up($"""
        migrationBuilder.Sql("{AddForeignKey}");
        migrationBuilder.Sql("ALTER TABLE orders [|VALIDATE CONSTRAINT|] fk");
        """).VerifyMessageAsync(
            "Validating constraint fk reads every row of the existing table orders under a SHARE ROW EXCLUSIVE lock there and a SHARE ROW EXCLUSIVE lock on users, "
            + "which the same transaction took to add the constraint: writes wait until all rows are checked");

    [Fact]
    public Task LockOfAnotherStatement_IsFound() => Up("""
        migrationBuilder.AddColumn<string>(name: "note", table: "orders", type: "text", nullable: true);
        migrationBuilder.Sql("ALTER TABLE orders [|VALIDATE CONSTRAINT|] ck");
        """).VerifyMessageAsync(
            "Validating constraint ck reads every row of the existing table orders under an ACCESS EXCLUSIVE lock, which an earlier statement of the same transaction took: "
            + "reads and writes wait until all rows are checked");

    [Theory]
    [MemberData(nameof(SqlSources))]
    public Task BothInOneStatement_IsFound(string source) => Sql(source, AddCheck + ", [|VALIDATE CONSTRAINT|] ck").VerifyAsync();

    [Fact]
    public Task TransactionOfAFile_IsFound() => File($"BEGIN; {AddCheck}; ALTER TABLE orders [|VALIDATE CONSTRAINT|] ck; COMMIT;").VerifyAsync();

    [Fact]
    public Task FileWhoseTransactionIsNotKnown_IsSilent() => File($"{AddCheck}; ALTER TABLE orders VALIDATE CONSTRAINT ck").VerifyAsync();

    [Fact]
    public Task TransactionOfItsOwn_IsSilent() => Up($"""
        migrationBuilder.Sql("{AddCheck}");
        migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck", suppressTransaction: true);
        """).VerifyAsync();

    [Theory]
    [InlineData("ALTER TABLE orders VALIDATE CONSTRAINT ck")]
    [InlineData("ALTER TABLE orders ALTER COLUMN total SET STATISTICS 100; ALTER TABLE orders VALIDATE CONSTRAINT ck")]
    [InlineData("ALTER TABLE users ADD COLUMN note text; ALTER TABLE orders VALIDATE CONSTRAINT ck")]
    [InlineData("CREATE TABLE orders (total int); " + AddCheck + "; ALTER TABLE orders VALIDATE CONSTRAINT ck")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT ck CHECK (total > 0); ALTER TABLE orders VALIDATE CONSTRAINT ck")]
    public Task NoLockOrNothingToRead_IsSilent(string sql) => UpSql(sql).VerifyAsync();

    [Fact]
    public Task SmallTable_IsSilent() => UpSql(AddCheck + "; ALTER TABLE orders VALIDATE CONSTRAINT ck").With("small_tables", "orders").VerifyAsync();

    [Theory]
    [InlineData(8, null)]
    [InlineData(9, "Validating constraint fk reads every row of the existing table orders under a SHARE ROW EXCLUSIVE lock there and a SHARE ROW EXCLUSIVE lock on users, which "
        + "the migration before took to add the constraint, in the one transaction that EF Core 9 runs all pending migrations in: writes wait until all rows are checked")]
    [InlineData(10, null)]
    public void ConstraintOfTheMigrationBefore_IsFoundWithEfCore9(int version, string? message)
    {
        var findings = Analyze(version, applied: null, [(AddForeignKey, false)], [("ALTER TABLE orders VALIDATE CONSTRAINT fk", false)]);

        Assert.Equal(message is null ? [] : [message], findings);
    }

    [Fact]
    public void WhatEndsTheTransactionOfEfCore9_IsSilent()
    {
        const string Validate = "ALTER TABLE orders VALIDATE CONSTRAINT fk";

        Assert.Empty(Analyze(9, null, [(AddForeignKey, false)], [(Validate, true)]));
        Assert.Empty(Analyze(9, null, [(AddForeignKey, false), ("VACUUM", true)], [(Validate, false)]));
        Assert.Empty(Analyze(9, null, [(AddForeignKey, false)], [("VACUUM", true), (Validate, false)]));
        Assert.Empty(Analyze(9, null, [(AddForeignKey, false)], [("SELECT 1", false)], [(Validate, false)]));
        Assert.Empty(Analyze(9, "1", [(AddForeignKey, false)], [(Validate, false)]));
    }

    /// <summary>The messages for the last of the migrations.</summary>
    private static IEnumerable<string> Analyze(int efCore, string? applied, params (string Sql, bool Suppressed)[][] migrations)
    {
        var all = migrations.Select(static (commands, i) => new Migration(
            (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            new MigrationUnit(
                MigrationDirection.Up,
                TransactionPlan.ForEf(commands.SelectMany(static c => SqlFrontEnd.Read(SqlText.OfFile("a.sql", c.Sql)).Select(s => (s, c.Suppressed))))),
            MigrationUnit.EmptyDown,
            DownShape.NotApplicable)).ToArray();
        var history = new SchemaHistory(all);
        var last = all[^1];
        var options = AnalysisOptions.Default with { EfCoreMajor = efCore, StartAfter = applied };
        return MigrationAnalysis.Analyze(last, history.Before(last.Id), options, earlier: history.Until(last.Id)).Where(static f => f.Rule.Id == "DBM1015").Select(static f => f.Message);
    }
}
