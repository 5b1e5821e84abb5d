namespace MigrationAnalyzers.Tests.Rules.Compatibility;

public sealed class DBM3011ViewColumnsChangedTests() : RuleTest("DBM3011")
{
    private const string Earlier = "CREATE TABLE users (id int PRIMARY KEY, name text, email text, age int); CREATE VIEW v AS SELECT id, name, email, age FROM users";

    private static string Message(string change) => $"View v {change}: the application version that is still running fails where it reads that";

    [Theory]
    [InlineData("DROP VIEW v; [|CREATE VIEW|] v AS SELECT id, email, age FROM users", "no longer has column name")]
    [InlineData("DROP VIEW v; [|CREATE VIEW|] v AS SELECT id, name AS full_name, age FROM users", "no longer has columns name and email")]
    [InlineData("DROP VIEW v; [|CREATE VIEW|] v AS SELECT id, name, email, age::text AS age FROM users", "gives age as text instead of int4")]
    [InlineData("DROP VIEW v; [|CREATE VIEW|] v AS SELECT id, name, age::text AS age FROM users", "no longer has column email and gives age as text instead of int4")]
    [InlineData("DROP VIEW v; [|CREATE MATERIALIZED VIEW|] v AS SELECT id, name, age FROM users", "no longer has column email")]
    [InlineData("ALTER VIEW v [|RENAME COLUMN|] name TO full_name", "no longer has column name, which becomes full_name")]
    public Task ColumnsThatAreGone_AreNamed(string sql, string change) => UpSql(Leading(sql)).After(Earlier).VerifyMessageAsync(Message(change));

    [Fact]
    public Task RenamedColumnOfAViewThatIsNotKnown_IsFound() =>
        File("[|ALTER VIEW|] v RENAME COLUMN name TO full_name").VerifyMessageAsync(Message("no longer has column name, which becomes full_name"));

    [Theory]
    [InlineData("DROP VIEW v; CREATE VIEW v AS SELECT id, name, email, age FROM users WHERE age > 3")]
    [InlineData("DROP VIEW v; CREATE VIEW v AS SELECT * FROM users")]
    [InlineData("CREATE OR REPLACE VIEW v AS SELECT id, name, email, age, 1 AS more FROM users")]
    [InlineData("DROP VIEW v; CREATE VIEW v AS SELECT id, name, email, age::bigint AS age FROM users")]
    [InlineData("DROP VIEW v; CREATE VIEW v AS SELECT id FROM users; DROP VIEW v; CREATE VIEW v AS SELECT * FROM users")]
    [InlineData("CREATE OR REPLACE VIEW v AS SELECT id FROM users")]
    [InlineData("DROP VIEW v; CREATE VIEW v AS SELECT * FROM something")]
    [InlineData("CREATE VIEW w AS SELECT id, name FROM users; DROP VIEW w; CREATE VIEW w AS SELECT id FROM users; ALTER VIEW w RENAME COLUMN id TO x")]
    public Task ColumnsThatStay_AreSilent(string sql) => UpSql(sql).After(Earlier).VerifyAsync();

    [Fact]
    public Task ViewThatIsNotKnown_IsSilent() => File("DROP VIEW v; CREATE VIEW v AS SELECT id FROM users").VerifyAsync();

    [Fact]
    public Task Downtime_IsSilent() =>
        UpSql("DROP VIEW v; CREATE VIEW v AS SELECT id FROM users").After(Earlier).With("deployment", "downtime").VerifyAsync();

    /// <summary>ALTER VIEW has no clause of its own to mark.</summary>
    private static string Leading(string sql) => sql.Replace("ALTER VIEW v [|RENAME COLUMN|]", "[|ALTER VIEW|] v RENAME COLUMN", StringComparison.Ordinal);
}
