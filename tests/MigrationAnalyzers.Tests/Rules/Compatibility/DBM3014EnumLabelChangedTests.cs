namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3014EnumLabelChangedTests() : RuleTest("DBM3014")
{
    private static string Message(string what, string it = "it") =>
        $"Enum state no longer has {what} after this: the application version that is still running fails where it writes {it}";

    [Theory]
    [InlineData("ALTER TYPE state [|RENAME VALUE|] 'sent' TO 'shipped'")]
    [InlineData("ALTER TYPE state ADD VALUE 'x'; ALTER TYPE state [|RENAME VALUE|] 'sent' TO 'shipped'")]
    public async Task RenamedLabel_IsFound(string sql)
    {
        await UpSql(sql).VerifyMessageAsync(Message("label 'sent', which becomes 'shipped',"));
        await File(sql).VerifyMessageAsync(Message("label 'sent', which becomes 'shipped',"));
    }

    [Theory]
    [InlineData("ALTER TYPE state RENAME TO old; [|CREATE TYPE|] state AS ENUM ('new', 'paid')", "label 'lost'", "it")]
    [InlineData("DROP TYPE state; [|CREATE TYPE|] state AS ENUM ('paid', 'x')", "labels 'new' and 'lost'", "them")]
    public Task TypeThatIsMadeAgainWithoutALabel_IsFound(string sql, string what, string it) =>
        UpSql(sql).After("CREATE TYPE state AS ENUM ('new', 'paid', 'lost')").VerifyMessageAsync(Message(what, it));

    [Theory]
    [InlineData("ALTER TYPE state ADD VALUE 'x'")]
    [InlineData("ALTER TYPE state ADD VALUE 'x'; ALTER TYPE state RENAME VALUE 'x' TO 'y'")]
    [InlineData("CREATE TYPE other AS ENUM ('a'); ALTER TYPE other RENAME VALUE 'a' TO 'b'")]
    [InlineData("ALTER TYPE state RENAME TO old; CREATE TYPE state AS ENUM ('new', 'lost', 'paid', 'more')")]
    public Task LabelsThatStay_AreSilent(string sql) => UpSql(sql).After("CREATE TYPE state AS ENUM ('new', 'paid', 'lost')").VerifyAsync();

    [Fact]
    public Task LabelsThatAreNotKnown_AreSilent() => File("ALTER TYPE state RENAME TO old; CREATE TYPE state AS ENUM ('new')").VerifyAsync();

    [Fact]
    public Task Downtime_IsSilent() => UpSql("ALTER TYPE state RENAME VALUE 'a' TO 'b'").With("deployment", "downtime").VerifyAsync();
}
