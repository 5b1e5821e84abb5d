namespace MigrationAnalyzers.Tests.Rules.Configuration;

public sealed class DBM9001InvalidOptionTests() : RuleTest("DBM9001")
{
    private const string Body = """migrationBuilder.Sql("SELECT 1");""";

    [Theory]
    [InlineData("postgres_version", "11", "a major version from 12 to 18")]
    [InlineData("postgres_version", "19", "a major version from 12 to 18")]
    [InlineData("postgres_version", "16.2", "a major version from 12 to 18")]
    [InlineData("postgres_version", "latest", "a major version from 12 to 18")]
    [InlineData("deployment", "blue-green", "rolling or downtime")]
    [InlineData("deployment", "1", "rolling or downtime")]
    [InlineData("check_down", "yes", "true or false")]
    [InlineData("large_table_rows", "-1", "a whole number from 0 on")]
    [InlineData("large_table_rows", "10k", "a whole number from 0 on")]
    [InlineData("provider", "sqlserver", "auto or npgsql")]
    [InlineData("provider", "0", "auto or npgsql")]
    [InlineData("sql_layout", "rails", "auto, atlas, dbmate, dbup, flyway, golang-migrate, goose, grate, liquibase, plain, prisma, sqitch")]
    [InlineData("sql_transaction", "statement", "auto, file or none")]
    public async Task ValueThatIsNotAllowed_IsReportedOnce(string key, string value, string allowed)
    {
        var message = $"The option migration_analyzers.{key} has the value '{value}', which is not allowed: allowed is {allowed}; the default is used";

        await Up(Body).With(key, value).Expecting(message).VerifyAsync();
        await File("SELECT 1").With(key, value).Expecting(message).VerifyAsync();
        await Up(Body).After("SELECT 2").With(key, " " + value + " ").Expecting(message).VerifyAsync();
    }

    [Theory]
    [InlineData("postgres_version", "12")]
    [InlineData("postgres_version", " 18 ")]
    [InlineData("deployment", "rolling")]
    [InlineData("deployment", "Downtime")]
    [InlineData("check_down", "true")]
    [InlineData("check_down", "False")]
    [InlineData("large_table_rows", "0")]
    [InlineData("large_table_rows", "5000000000")]
    [InlineData("provider", "auto")]
    [InlineData("provider", "NPGSQL")]
    [InlineData("sql_layout", "auto")]
    [InlineData("sql_layout", "Golang-Migrate")]
    [InlineData("sql_transaction", "None")]
    [InlineData("start_after", "20240101")]
    [InlineData("small_tables", "a, \"B\"; c.d")]
    [InlineData("postgres_version", "")]
    [InlineData("deployment", " ")]
    public async Task ValueThatIsAllowed_IsSilent(string key, string value)
    {
        await Up(Body).With(key, value).VerifyAsync();
        await File("SELECT 1").With(key, value).VerifyAsync();
    }

    [Theory]
    [InlineData("MigrationAnalyzersPostgresVersion", "postgres_version", "9.6", "a major version from 12 to 18")]
    [InlineData("MigrationAnalyzersDeployment", "deployment", "never", "rolling or downtime")]
    [InlineData("MigrationAnalyzersCheckDown", "check_down", "1", "true or false")]
    [InlineData("MigrationAnalyzersProvider", "provider", "postgres", "auto or npgsql")]
    public Task BuildProperty_IsCheckedUnderTheNameOfTheOption(string property, string key, string value, string allowed) => Up(Body)
        .WithProperty(property, value)
        .Expecting($"The option migration_analyzers.{key} has the value '{value}', which is not allowed: allowed is {allowed}; the default is used")
        .VerifyAsync();

    [Fact]
    public Task BrokenTableSizes_AreReportedAtTheMistake() => Up(Body)
        .WithFile("/0/shop.tablestats.json", """{ "format": 1, "tables": [ { "table": "orders", "rows": [|"many"|] } ] }""")
        .VerifyMessageAsync(
            "The file shop.tablestats.json cannot be used here: a whole number from 0 on is expected, or null where it is not known; no table sizes are taken from it");

    [Fact]
    public Task BrokenLineOfTheBaseline_IsReported() => File("SELECT 1")
        .WithFile("/0/migration-analyzers.baseline", "20240101_A DBM1001 1\n[|20240101_A DBM0001 1|]")
        .VerifyMessageAsync("The file migration-analyzers.baseline cannot be used here: there is no rule DBM0001; the line accepts nothing");

    [Fact]
    public Task Option_WinsOverTheBuildProperty() =>
        Up(Body).With("postgres_version", "16").WithProperty("MigrationAnalyzersPostgresVersion", "1").VerifyAsync();

    [Fact]
    public Task SeveralValues_AreReportedEach() => Up(Body).With("deployment", "x").With("check_down", "y")
        .Expecting("The option migration_analyzers.deployment has the value 'x', which is not allowed: allowed is rolling or downtime; the default is used")
        .Expecting("The option migration_analyzers.check_down has the value 'y', which is not allowed: allowed is true or false; the default is used")
        .VerifyAsync();
}
