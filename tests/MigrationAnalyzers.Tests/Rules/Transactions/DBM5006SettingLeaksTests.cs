using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Tests.Rules.Transactions;

public sealed class DBM5006SettingLeaksTests() : RuleTest("DBM5006")
{
    [Fact]
    public Task SearchPath_IsAWarning() => UpSql("[|SET|] search_path = shop, public").VerifyMessageAsync(
        "Setting search_path stays set to 'shop, public' for the rest of the session: EF Core's own row in __EFMigrationsHistory and the names without a schema in later migrations go to other schemas");

    [Theory]
    [InlineData("[|SET|] session_replication_role = replica")]
    [InlineData("[|SET|] ROLE owner")]
    [InlineData("[|SET SESSION|] AUTHORIZATION owner")]
    [InlineData("[|SELECT|] pg_catalog.set_config('search_path', '', false)")]
    public Task SettingThatBreaksOthers_IsAWarning(string sql) => UpSql(sql).VerifyAsync(DiagnosticSeverity.Warning);

    [Fact]
    public Task OtherSetting_IsInfo() => UpSql("[|SET|] work_mem = '64MB'").VerifyInfoAsync(
        "Setting work_mem stays set to '64MB' for the rest of the session: the migrations that follow run with it");

    [Theory]
    [InlineData("SET LOCAL search_path = shop")]
    [InlineData("SELECT set_config('search_path', 'shop', true)")]
    [InlineData("SET search_path = shop; RESET search_path")]
    [InlineData("SET search_path = shop; SET search_path TO DEFAULT")]
    [InlineData("SET search_path = shop; SET search_path = public")]
    [InlineData("SET search_path = shop; SET search_path = \"$user\", public")]
    [InlineData("SET search_path = shop; RESET ALL")]
    [InlineData("SET session_replication_role = replica; SET session_replication_role = origin")]
    [InlineData("SET lock_timeout = 0")]
    [InlineData("SET ROLE owner; RESET ROLE")]
    [InlineData("SET ROLE owner; SET ROLE NONE")]
    public Task SettingThatIsTakenBack_IsSilent(string sql) => UpSql(sql).VerifyAsync();

    [Fact]
    public Task ResetInALaterCall_IsSilent() => Up("""
        migrationBuilder.Sql("SET search_path = shop");
        migrationBuilder.Sql("RESET search_path");
        """).VerifyAsync();

    [Fact]
    public Task SetAgain_IsFoundOnce() => UpSql("SET search_path = a; [|SET|] search_path = b").VerifyAsync();

    [Fact]
    public Task File_IsSilent() => File("SET search_path = shop").VerifyAsync();
}
