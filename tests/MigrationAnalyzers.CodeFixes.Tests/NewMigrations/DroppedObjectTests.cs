using MigrationAnalyzers.CodeFixes.Compatibility;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.CodeFixes.Tests.NewMigrations;

/// <summary>Views, sequences, functions and types go one deployment later.</summary>
public class DroppedObjectTests
{
    private const string AddPhone = """migrationBuilder.AddColumn<string>(name: "phone", table: "users", type: "text", nullable: true);""";
    private const string DropPhone = """migrationBuilder.DropColumn(name: "phone", table: "users");""";
    private const string DropSequence = """migrationBuilder.DropSequence(name: "order_numbers");""";
    private const string CreateSequence = """migrationBuilder.CreateSequence(name: "order_numbers");""";
    private const string DropView = """migrationBuilder.Sql("DROP VIEW noted");""";
    private const string CreateView = """migrationBuilder.Sql("CREATE VIEW noted AS SELECT id, note FROM orders");""";

    /// <summary>The model has given it up with the migration, which stays as the place of that.</summary>
    [Fact]
    public async Task SequenceAlone_LeavesAMigrationWithoutOperations()
    {
        var workspace = await SplitTest<DBM3006ObjectDroppedFix>.FixAsync(Scaffold.Files(DropSequence, CreateSequence), remains: DiagnosticSeverity.Info);

        Assert.Equal(Scaffold.Code("Change", "", ""), await workspace.TextAsync(Scaffold.MainPath));
        Assert.Equal(Scaffold.Code("ChangeContract", DropSequence, CreateSequence), await workspace.TextAsync(Scaffold.Folder + "20240102000005_ChangeContract.cs"));
    }

    [Fact]
    public async Task ViewOfWhichAColumnIsAddedToTheTable_IsDroppedLater()
    {
        var workspace = await SplitTest<DBM3006ObjectDroppedFix>.FixAsync(
            WithView(Scaffold.Files(DropView + "\n" + AddPhone, DropPhone + "\n" + CreateView)), remains: DiagnosticSeverity.Info);

        Assert.Equal(Scaffold.Code("Change", AddPhone, DropPhone), await workspace.TextAsync(Scaffold.MainPath));
        Assert.Equal(Scaffold.Code("ChangeContract", DropView, CreateView), await workspace.TextAsync(Scaffold.Folder + "20240102000005_ChangeContract.cs"));
    }

    [Theory]
    // It is alone already.
    [InlineData(DropView, CreateView)]
    // What it reads could not be dropped while it is there.
    [InlineData(DropView + "\nmigrationBuilder.DropColumn(name: \"note\", table: \"orders\");", "migrationBuilder.AddColumn<string>(name: \"note\", table: \"orders\", type: \"text\", nullable: true);\n" + CreateView)]
    // Nobody knows what it reads.
    [InlineData("migrationBuilder.Sql(\"DROP VIEW other\");\n" + AddPhone, DropPhone + "\nmigrationBuilder.Sql(\"CREATE VIEW other AS SELECT 1 AS one\");")]
    // Down does not bring it back.
    [InlineData(DropView + "\n" + AddPhone, DropPhone)]
    // What goes with it is not named.
    [InlineData("migrationBuilder.Sql(\"DROP VIEW noted CASCADE\");\n" + AddPhone, DropPhone + "\n" + CreateView)]
    [InlineData(AddPhone + "\nmigrationBuilder.Sql(\"DROP SCHEMA app CASCADE\");", "migrationBuilder.Sql(\"CREATE SCHEMA app\");\n" + DropPhone)]
    public Task ObjectThatCannotStay_IsLeftAlone(string up, string down) => SplitTest<DBM3006ObjectDroppedFix>.NotOfferedAsync(WithView(Scaffold.Files(up, down)));

    private static IReadOnlyList<(string Path, string Text)> WithView(IReadOnlyList<(string Path, string Text)> files) =>
    [
        .. files.Select(static f => f.Path.EndsWith("_Initial.cs", StringComparison.Ordinal)
            ? (f.Path, f.Text.Replace("migrationBuilder.CreateIndex(", CreateView + "\n            migrationBuilder.CreateIndex(", StringComparison.Ordinal))
            : f),
    ];
}
