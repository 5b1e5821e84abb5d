using System.Collections.Immutable;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Engine.Rules;
using MigrationAnalyzers.Engine.Sql;

namespace MigrationAnalyzers.Tests.Rules.Transactions;

public sealed class DBM5008EnumValueUsedTests() : RuleTest("DBM5008")
{
    private const string Before = "CREATE TYPE mood AS ENUM ('ok'); CREATE TABLE people (id int PRIMARY KEY, mood mood);";

    private const string Add = "ALTER TYPE mood ADD VALUE 'sad'";

    private const string Use = "UPDATE people SET mood = 'sad' WHERE id = 1";

    private const string Message = "This fails with 'unsafe use of new value \"sad\" of enum type mood': the value is added in the same transaction";

    [Fact]
    public Task ValueUsedAfterItIsAdded_IsFound() => UpSql("ALTER TYPE mood ADD VALUE 'sad'; [|UPDATE|] people SET mood = 'sad' WHERE id = 1").After(Before).VerifyMessageAsync(Message);

    [Theory]
    [InlineData("[|INSERT INTO|] people VALUES (1, 'sad')")]
    [InlineData("[|INSERT INTO|] people (mood) VALUES ('sad')")]
    [InlineData("[|DELETE FROM|] people WHERE mood = 'sad'")]
    [InlineData("ALTER TABLE people [|ADD COLUMN|] m mood DEFAULT 'sad'")]
    public Task EachUse_IsFound(string sql) => UpSql("ALTER TYPE mood ADD VALUE 'sad'; " + sql).After(Before).VerifyAsync();

    [Fact]
    public Task LabelOfAnAnnotation_IsFound() => Up("""
        migrationBuilder.AlterDatabase().Annotation("Npgsql:Enum:mood", "ok,sad").OldAnnotation("Npgsql:Enum:mood", "ok");
        migrationBuilder.Sql("[|UPDATE|] people SET mood = 'sad' WHERE id = 1");
        """).After(Before).VerifyAsync();

    [Theory]
    [InlineData("ALTER TYPE mood ADD VALUE 'sad'; UPDATE people SET mood = 'ok' WHERE id = 1")]
    [InlineData("ALTER TYPE mood ADD VALUE 'sad'; UPDATE other SET mood = 'sad' WHERE id = 1")]
    public Task OtherValueOrType_IsSilent(string sql) => UpSql(sql).After(Before).VerifyAsync();

    [Fact]
    public Task ValueThatIsCommittedFirst_IsSilent() => Up("""
        migrationBuilder.Sql("ALTER TYPE mood ADD VALUE 'sad'", suppressTransaction: true);
        migrationBuilder.Sql("UPDATE people SET mood = 'sad' WHERE id = 1");
        """).After(Before).VerifyAsync();

    [Fact]
    public async Task TypeOfTheSameTransaction_IsAllowedFromPostgres17On()
    {
        const string Sql = Before + "ALTER TYPE mood ADD VALUE 'sad';";

        await UpSql(Sql + "[|UPDATE|] people SET mood = 'sad' WHERE id = 1").With("postgres_version", "16").VerifyAsync();
        await UpSql(Sql + "UPDATE people SET mood = 'sad' WHERE id = 1").With("postgres_version", "17").VerifyAsync();
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(9, 1)]
    [InlineData(10, 0)]
    public void ValueOfAnEarlierMigration_IsFoundWithEfCore9Only(int efCoreMajor, int expected)
    {
        var findings = Findings(efCoreMajor, Step("1", Before), Step("2", Add), Step("3", Use));

        Assert.Equal(expected, findings.Length);
        Assert.All(findings, static f => Assert.Equal(Message + ", in an earlier migration: EF Core 9 runs all pending ones in one", f.Message));
    }

    [Fact]
    public void TransactionThatWasCommittedInBetween_IsSilentWithEfCore9()
    {
        Assert.Empty(Findings(9, Step("1", Before), Step("2", Add, suppressed: true), Step("3", Use)));
        Assert.Empty(Findings(9, Step("1", Before), Step("2", Add), Step("3", "VACUUM people", suppressed: true), Step("4", Use)));
        Assert.Empty(Findings(9, Step("1", Before), Step("2", Add), Step("3", Use, suppressed: true)));
        Assert.Single(Findings(9, Step("1", Before), Step("2", Add), Step("3", "SELECT 1"), Step("4", Use)));
    }

    [Fact]
    public void MigrationThatIsAppliedAlready_IsSilentWithEfCore9() =>
        Assert.Empty(Findings(AnalysisOptions.Default with { EfCoreMajor = 9, StartAfter = "2" }, Step("1", Before), Step("2", Add), Step("3", Use)));

    private static ImmutableArray<Finding> Findings(int efCoreMajor, params ImmutableArray<Migration> migrations) =>
        Findings(AnalysisOptions.Default with { EfCoreMajor = efCoreMajor }, migrations);

    /// <summary>Of the last migration.</summary>
    private static ImmutableArray<Finding> Findings(AnalysisOptions options, params ImmutableArray<Migration> migrations)
    {
        var (last, history) = (migrations[^1], new SchemaHistory(migrations));
        return [.. MigrationAnalysis.Analyze(last, history.Before(last.Id), options, [], history.Until(last.Id)).Where(static f => f.Rule.Id == "DBM5008")];
    }

    private static Migration Step(string id, string sql, bool suppressed = false) => new(
        id,
        new MigrationUnit(MigrationDirection.Up, TransactionPlan.ForEf(SqlFrontEnd.Read(SqlText.OfFile("x.sql", sql)).Select(s => (s, suppressed)))),
        MigrationUnit.EmptyDown,
        DownShape.Empty);

    [Fact]
    public Task Down_IsCheckedToo() => Down("""migrationBuilder.Sql("ALTER TYPE mood ADD VALUE 'sad'; [|UPDATE|] people SET mood = 'sad' WHERE id = 1");""").After(Before).VerifyAsync();
}
