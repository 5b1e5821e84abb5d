using MigrationAnalyzers.Engine.Model;

namespace MigrationAnalyzers.Tests.SqlFiles;

public sealed class GooseLayoutTests : SqlLayoutTest
{
    private const string Message = "This statement fails: PostgreSQL does not run it inside a transaction block, and goose runs the file in one: write -- +goose NO TRANSACTION "
        + "at its top, and no other statement between the same StatementBegin and StatementEnd";

    [Theory]
    [MemberData(nameof(LineBreaks))]
    public async Task File_HasATransactionUnlessItSaysOtherwise(string lineBreak)
    {
        await VerifyAsync("DBM5001", Message, (string?)null, ("1_a.sql", Lines(lineBreak, "-- é😀", "-- +goose Up", Concurrently)));
        await VerifyTransactionAsync("1_a.sql", Lines(lineBreak, "-- +goose NO TRANSACTION", "-- +goose Up", "SELECT 1;", Build, "-- +goose Down", "DROP INDEX CONCURRENTLY ix;"));
        await VerifyTransactionAsync("1_a.sql", Lines(lineBreak, "-- +goose no transaction", "-- +goose up", Build));
        await VerifyAsync("DBM5001", Message, (string?)null, ("1_a.sql", Lines(lineBreak, "-- +goose Up", "SELECT 1;", "-- +goose Down", "-- é😀", "[|DROP INDEX CONCURRENTLY|] ix;")));
    }

    [Fact]
    public async Task StatementsBetweenBeginAndEnd_AreOneCommand()
    {
        await VerifyAsync(
            "DBM5001",
            Message,
            (string?)null,
            ("1_a.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n-- +goose StatementBegin\nSELECT 2;\n" + Concurrently + "\n-- +goose StatementEnd\nSELECT 3;\n"));
        await VerifyTransactionAsync(
            "1_a.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n-- +goose StatementBegin\n" + Build + "\n-- +goose StatementEnd\nVACUUM;\n");
    }

    [Fact]
    public void Files_AreInTheOrderOfTheirNumbers()
    {
        (string, string)[] files =
        [
            ("00010_c.sql", "-- +goose Up\nSELECT 1;"),
            ("2_b.sql", "-- +goose Up\nCREATE TABLE orders (a int);\n-- +goose Down\nDROP TABLE orders;\n"),
        ];
        var session = Session(null, files);
        var migrations = MigrationsOf(session, files).ToArray();

        Assert.Equal(["2_b", "00010_c"], migrations.Select(static m => m.Id));
        Assert.IsType<DropTable>(Assert.Single(migrations[0].Down.Operations));
        Assert.Equal(DownShape.NotApplicable, migrations[1].DownShape);
        Assert.True(Knows(session, "00010_c.sql", "orders"));
    }

    private static string Lines(string lineBreak, params string[] lines) => string.Join(lineBreak, lines) + lineBreak;
}
