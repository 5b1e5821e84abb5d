namespace MigrationAnalyzers.Tests.SqlFiles;

public sealed class AtlasLayoutTests : SqlLayoutTest
{
    private const string Message = "This statement fails: PostgreSQL does not run it inside a transaction block, and Atlas runs the file in one: write -- atlas:txmode none and an "
        + "empty line at its top";

    [Theory]
    [MemberData(nameof(LineBreaks))]
    public async Task File_HasATransactionUnlessItSaysOtherwise(string lineBreak)
    {
        (string, string) sum = ("db/atlas.sum", "h1:x=");
        await VerifyAsync("DBM5001", Message, (string?)null, sum, ("db/1.sql", "-- é😀" + lineBreak + Concurrently));
        await VerifyAsync("DBM5001", null, (string?)null, sum, ("db/1.sql", "-- é😀" + lineBreak + "-- atlas:txmode none" + lineBreak + lineBreak + "SELECT 1;" + Build));
        // Without an empty line the comment belongs to the statement.
        await VerifyAsync("DBM5001", Message, (string?)null, sum, ("db/1.sql", "-- atlas:txmode none" + lineBreak + Concurrently));
    }

    [Fact]
    public async Task Directive_MarksTheFolder()
    {
        await VerifyAsync("DBM5001", Message, (string?)null, ("db/1.sql", "-- atlas:txmode none\n\n" + Build), ("db/2.sql", Concurrently));
        await VerifyAsync("DBM5001", null, (string?)null, ("other/1.sql", "-- atlas:txmode none\n\n" + Build), ("db/2.sql", Build));
    }

    [Fact]
    public void Files_AreInTheOrderOfTheirNames()
    {
        (string, string)[] files = [("atlas.sum", ""), ("20240102_b.sql", "SELECT 1;"), ("20240101_a.sql", "CREATE TABLE orders (a int);")];

        Assert.True(Knows(Session(null, files), "20240102_b.sql", "orders"));
    }
}
