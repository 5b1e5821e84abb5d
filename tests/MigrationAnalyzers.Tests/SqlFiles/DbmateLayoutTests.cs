using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Tests.SqlFiles;

public sealed class DbmateLayoutTests : SqlLayoutTest
{
    private const string Message = "This statement fails: PostgreSQL does not run it inside a transaction block, and dbmate runs the section in one: give the statement a "
        + "migration of its own, and write transaction:false after -- migrate:up or -- migrate:down";

    [Theory]
    [MemberData(nameof(LineBreaks))]
    public async Task Section_HasATransactionUnlessItSaysOtherwise(string lineBreak)
    {
        await VerifyAsync("DBM5001", Message, (string?)null, ("1_a.sql", Lines(lineBreak, "-- é😀", "-- migrate:up", Concurrently, "-- migrate:down", "SELECT 1;")));
        await VerifyTransactionAsync("1_a.sql", Lines(lineBreak, "-- é😀", "-- migrate:up transaction:false", Build, "-- migrate:down", "SELECT 1;"));
        await VerifyTransactionAsync("1_a.sql", Lines(lineBreak, "--migrate:up foo:bar transaction:false", Build, "-- migrate:down transaction:false", "DROP INDEX CONCURRENTLY ix;"));
        await VerifyAsync(
            "DBM5001", Message, (string?)null, ("1_a.sql", Lines(lineBreak, "-- migrate:up transaction:false", Build, "-- migrate:down", "-- é😀", "[|DROP INDEX CONCURRENTLY|] ix;")));
    }

    [Fact]
    public Task SectionWithoutATransaction_IsStillOneCommand() =>
        VerifyAsync("DBM5001", Message, (string?)null, ("1_a.sql", "-- migrate:up transaction:false\nSELECT 1;\n" + Concurrently));

    [Fact]
    public void Sections_AreBothDirections()
    {
        (string, string)[] files =
        [
            ("20240102_b.sql", "-- migrate:up\nCREATE TABLE orders (a int);\n-- migrate:down\nDROP TABLE orders;\n"),
            ("20240103_c.sql", "-- migrate:up\nSELECT 1;\n"),
        ];
        var session = Session(null, files);
        var migration = MigrationsOf(session, files).First();

        Assert.IsType<CreateTable>(Assert.Single(migration.Up.Operations));
        Assert.IsType<DropTable>(Assert.Single(migration.Down.Operations));
        Assert.Equal(DownShape.Present, migration.DownShape);
        Assert.True(Knows(session, "20240103_c.sql", "orders"));
    }

    [Fact]
    public void TextBeforeTheSections_IsNotRun()
    {
        (string, string) file = ("1.sql", "DROP TABLE a;\n-- migrate:up\nDROP TABLE b;\n");

        Assert.Equal("b", Assert.IsType<DropTable>(Assert.Single(Assert.Single(MigrationsOf(Session(null, file), file)).Up.Operations)).Table.Name);
    }

    private static string Lines(string lineBreak, params string[] lines) => string.Join(lineBreak, lines) + lineBreak;
}
