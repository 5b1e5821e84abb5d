using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Tests.Ef;

public sealed class ReadMigrationsTests
{
    private const string Helper = "namespace App; public static class Helper { public static void Drop(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b) => b.DropTable(\"a\"); }";

    private const string Designer = "namespace App.Migrations; [Microsoft.EntityFrameworkCore.Migrations.Migration(\"1_A\")] partial class Test { }";

    private readonly CSharpCompilation _compilation = MigrationSource.Compile(
    [
        (MigrationSource.Path, MigrationSource.WithUp("App.Helper.Drop(migrationBuilder);")),
        ("/Helper.cs", Helper),
        ("/Test.Designer.cs", Designer),
        ("/Other.cs", "class Other { }"),
    ]);

    [Fact]
    public void UnchangedMigration_IsNotReadAgain()
    {
        var before = MigrationSource.Lower(_compilation);

        Assert.Same(before, MigrationSource.Lower(Changed("/Other.cs", "class Another { }")));
    }

    [Fact]
    public void ChangedHelper_IsReadAgain()
    {
        MigrationSource.Lower(_compilation);

        var after = MigrationSource.Lower(Changed("/Helper.cs", Helper.Replace("\"a\"", "\"b\"", StringComparison.Ordinal)));

        Assert.Equal("DropTable(Table: b)", OperationText.Of(after.Migration.Up));
    }

    [Fact]
    public void ChangedAttribute_IsReadAgain()
    {
        MigrationSource.Lower(_compilation);

        var after = MigrationSource.Lower(Changed("/Test.Designer.cs", Designer.Replace("1_A", "2_B", StringComparison.Ordinal)));

        Assert.Equal("2_B", after.Migration.Id);
    }

    [Fact]
    public void OtherReferences_AreReadAgain()
    {
        var before = MigrationSource.Lower(_compilation);

        Assert.NotSame(before, MigrationSource.Lower(_compilation.AddReferences(CSharpCompilation.Create("empty").ToMetadataReference())));
    }

    [Fact]
    public void HelperThatIsMissingYet_IsFoundWhenItComes()
    {
        var helper = _compilation.SyntaxTrees.Single(static t => t.FilePath == "/Helper.cs");
        var without = _compilation.RemoveSyntaxTrees(helper);

        Assert.Empty(MigrationSource.Lower(without).Migration.Up.Statements);
        Assert.Single(MigrationSource.Lower(without.AddSyntaxTrees(helper)).Migration.Up.Statements);
    }

    [Fact]
    public void NewPartOfTheClass_IsReadAgain()
    {
        var before = MigrationSource.Lower(_compilation);
        var part = CSharpSyntaxTree.ParseText(
            "namespace App.Migrations; partial class Test { protected override void Down(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b) => b.DropTable(\"z\"); }",
            (CSharpParseOptions)_compilation.SyntaxTrees[0].Options,
            "/Down.cs");

        var after = MigrationSource.Lower(_compilation.AddSyntaxTrees(part));

        Assert.NotSame(before, after);
        Assert.Single(after.Migration.Down.Statements);
    }

    private CSharpCompilation Changed(string path, string text)
    {
        var tree = _compilation.SyntaxTrees.Single(t => t.FilePath == path);
        return _compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(text)));
    }
}
