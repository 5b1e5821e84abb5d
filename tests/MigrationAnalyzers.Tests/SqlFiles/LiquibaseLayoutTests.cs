using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Tests.SqlFiles;

public sealed class LiquibaseLayoutTests : SqlLayoutTest
{
    private const string Title = "--liquibase formatted sql\n";

    private const string Message = "This statement fails: PostgreSQL does not run it inside a transaction block, and Liquibase runs the changeset in one: give the statement a "
        + "changeset of its own with runInTransaction:false";

    [Theory]
    [MemberData(nameof(LineBreaks))]
    public async Task Changeset_HasATransactionUnlessItSaysOtherwise(string lineBreak)
    {
        await VerifyAsync("DBM5001", Message, (string?)null, ("a.sql", Lines(lineBreak, "-- liquibase formatted sql", "-- é😀", "--changeset é😀:1", Concurrently)));
        await VerifyTransactionAsync("a.sql", Lines(lineBreak, "--liquibase formatted sql", "-- changeset a:1 runInTransaction:false", "SELECT 1;", Build));
        await VerifyTransactionAsync("a.sql", Lines(lineBreak, "--liquibase formatted sql", "--changeset a:1 runInTransaction:false splitStatements:false", "SELECT 1;", Build));
        await VerifyAsync(
            "DBM5001",
            Message,
            (string?)null,
            ("a.sql", Lines(lineBreak, "--liquibase formatted sql", "--changeset a:1 runInTransaction:false", Build, "--changeset a:2", "-- é😀", "[|VACUUM|];")));
    }

    [Fact]
    public void Changesets_AreMigrationsInTheirOrder()
    {
        (string, string) file = ("a.sql", Title + "--changeset ann:x\nCREATE TABLE orders (a int);\n--changeset \"bob b\":\"2 3\" dbms:postgresql\nSELECT 1;\n--changeset ann:4 dbms:mysql,h2\nSELECT 2;\n--changeset ann:5 dbms:!h2\nSELECT 3;\n");
        var session = Session(null, file);

        Assert.Equal(["ann:x", "bob b:2 3", "ann:5"], MigrationsOf(session, file).Select(static m => m.Id));
        Assert.NotNull(session.MigrationsOf("a.sql")[1].CatalogBefore.Find(new RelationName(null, "orders")));
    }

    [Fact]
    public void NumberedFiles_AreOneHistory()
    {
        (string, string)[] files = [("db/2.sql", Title + "--changeset a:1\nSELECT 1;"), ("db/1.sql", Title + "--changeset a:1\nCREATE TABLE orders (a int);")];

        Assert.True(Knows(Session(null, files), "db/2.sql", "orders"));
    }

    [Fact]
    public void OtherFiles_AreEachTheirOwn()
    {
        (string, string)[] files = [("db/b.sql", Title + "--changeset a:1\nSELECT 1;"), ("db/a.sql", Title + "--changeset a:1\nCREATE TABLE orders (a int);")];

        Assert.False(Knows(Session(null, files), "db/b.sql", "orders"));
    }

    [Theory]
    [InlineData("--rollback DROP TABLE a; DROP TABLE b;\n")]
    [InlineData("--rollback DROP TABLE\n--rollback   a;\n-- rollback DROP TABLE b;\n")]
    [InlineData("/* liquibase rollback\nDROP TABLE a;\n DROP TABLE b; */\n")]
    public void Rollback_IsDown(string rollback)
    {
        (string, string) file = ("a.sql", Title + "--changeset a:1\nCREATE TABLE a (x int); CREATE TABLE b (x int);\n" + rollback + "--changeset a:2\nSELECT 1;\n");
        var migration = MigrationsOf(Session(null, file), file).First();

        Assert.Equal(["a", "b"], migration.Down.Operations.Select(static o => ((DropTable)o).Table.Name));
        Assert.Equal(2, migration.Up.Statements.Length);
    }

    [Theory]
    [InlineData("--rollback not required\n")]
    [InlineData("--rollback empty\n")]
    [InlineData("--rollback changesetId:1 changesetAuthor:a\n")]
    [InlineData("--comment rollback it is\n")]
    public void RollbackThatIsNoSql_IsNone(string rollback)
    {
        (string, string) file = ("a.sql", Title + "--changeset a:1\nCREATE TABLE a (x int);\n" + rollback);

        Assert.Equal(DownShape.NotApplicable, Assert.Single(MigrationsOf(Session(null, file), file)).DownShape);
    }

    [Fact]
    public Task RollbackInAComment_KeepsThePlaces() =>
        VerifyAsync("DBM5001", Message, (string?)null, ("a.sql", Title + "--changeset a:1\nSELECT 1;\n-- é😀\r\n--rollback [|DROP INDEX CONCURRENTLY|] ix;\r\n"));

    [Fact]
    public Task OtherDelimiter_EndsAStatement() =>
        VerifyAsync("DBM1001", null, (string?)null, ("a.sql", Title + "--changeset a:1 endDelimiter:GO\r\nALTER TABLE t ADD x int\r\nGO\r\n[|CREATE INDEX|] ix ON t (a)\r\nGO\r\n"));

    private static string Lines(string lineBreak, params string[] lines) => string.Join(lineBreak, lines) + lineBreak;
}
