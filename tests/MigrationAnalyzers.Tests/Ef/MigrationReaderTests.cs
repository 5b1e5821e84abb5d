using MigrationAnalyzers.Ef;
using MigrationAnalyzers.Engine.Configuration;
using MigrationAnalyzers.Engine.Model;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;

namespace MigrationAnalyzers.Tests.Ef;

public sealed class MigrationReaderTests
{
    private const string Designer = """
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;
        namespace App.Data { public class ShopContext : DbContext { } }
        namespace App.Migrations
        {
            [DbContext(typeof(App.Data.ShopContext))]
            [Migration("20240102030405_FromAttribute")]
            partial class Test
            {
                protected override void BuildTargetModel(ModelBuilder modelBuilder) { modelBuilder.HasAnnotation("ProductVersion", "10.0.0"); }
            }
        }
        """;

    [Fact]
    public void Id_ComesFromTheAttribute()
    {
        var migration = MigrationSource.Read(MigrationSource.WithUp(""), others: ("/Test.Designer.cs", Designer));

        Assert.Equal("20240102030405_FromAttribute", migration.Id);
        Assert.Equal("App.Data.ShopContext", migration.ContextType);
    }

    [Fact]
    public void Id_WithoutAttribute_IsTheFileName()
    {
        var migration = MigrationSource.Read(MigrationSource.WithUp(""));

        Assert.Equal("20240102030405_Test", migration.Id);
        Assert.Null(migration.ContextType);
    }

    [Fact]
    public void Places_AreThoseOfTheClassThatHasUp()
    {
        var source = MigrationSource.WithUp("", "protected override void Down(MigrationBuilder migrationBuilder) { }");

        var migration = MigrationSource.Read(source, others: ("/Test.Designer.cs", Designer));

        Assert.Equal((MigrationSource.Path, "Test"), (migration.NameLocation.Path, MigrationSource.At(source, migration.NameLocation)));
        Assert.Equal("Down", MigrationSource.At(source, migration.DownLocation));
    }

    [Fact]
    public void DownLocation_WithoutDown_IsTheName()
    {
        var migration = MigrationSource.Read(MigrationSource.WithUp(""));

        Assert.Equal(migration.NameLocation, migration.DownLocation);
    }

    [Theory]
    [InlineData("", DownShape.Missing)]
    [InlineData("{ }", DownShape.Empty)]
    [InlineData("{ /* nothing to do */ }", DownShape.Empty)]
    [InlineData("{ base.Down(migrationBuilder); }", DownShape.Empty)]
    [InlineData("{ return; }", DownShape.Empty)]
    [InlineData("{ throw new NotImplementedException(); }", DownShape.Throws)]
    [InlineData("{ throw new NotImplementedException(\"later\"); }", DownShape.Throws)]
    [InlineData("=> throw new NotSupportedException();", DownShape.Throws)]
    [InlineData("=> throw new NotSupportedException(\"\");", DownShape.Throws)]
    [InlineData("=> throw new NotSupportedException(\"The addresses are merged.\");", DownShape.ThrowsWithReason)]
    [InlineData("{ throw new InvalidOperationException(\"The addresses are merged.\"); }", DownShape.ThrowsWithReason)]
    [InlineData("{ migrationBuilder.DropTable(\"t\"); }", DownShape.Present)]
    [InlineData("=> Undo(migrationBuilder);", DownShape.Present)]
    [InlineData("{ Console.WriteLine(); }", DownShape.Present)]
    public void DownShape_IsTold(string down, DownShape expected)
    {
        var member = down.Length == 0 ? "" : "protected override void Down(MigrationBuilder migrationBuilder) " + down;
        var migration = MigrationSource.Read(MigrationSource.WithUp("", member + " static void Undo(MigrationBuilder b) => b.DropTable(\"t\");"));

        Assert.Equal(expected, migration.DownShape);
    }

    [Fact]
    public void Down_IsReadAsUpIs()
    {
        var migration = MigrationSource.Read(MigrationSource.WithUp(
            "migrationBuilder.DropTable(\"t\");", "protected override void Down(MigrationBuilder b) => b.DropTable(\"u\");"));

        Assert.Equal(MigrationDirection.Down, migration.Down.Direction);
        Assert.Equal("DropTable(Table: u)", OperationText.Of(migration.Down));
    }

    [Fact]
    public void Trees_AreThoseThatTheResultDependsOn()
    {
        var compilation = MigrationSource.Compile(
        [
            (MigrationSource.Path, MigrationSource.WithUp("App.Helper.Run(migrationBuilder); migrationBuilder.Sql(App.Texts.Sql);")),
            ("/Test.Designer.cs", Designer),
            ("/Helper.cs", "namespace App; public static class Helper { public static void Run(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b) { } }"),
            ("/Texts.cs", "namespace App; public static class Texts { public const string Sql = \"SELECT 1\"; }"),
            ("/Other.cs", "namespace App; public static class Other { }"),
        ]);

        var lowered = MigrationSource.Lower(compilation);

        Assert.Equal([MigrationSource.Path, "/Helper.cs", "/Texts.cs"], lowered.Trees.Select(static t => t.FilePath));
    }

    [Theory]
    [InlineData("public abstract class Test : Migration { protected override void Up(MigrationBuilder b) { } }")]
    [InlineData("public class Test : ModelSnapshot { protected override void BuildModel(ModelBuilder b) { } }")]
    [InlineData("public class Test { void Up(MigrationBuilder b) => b.DropTable(\"t\"); }")]
    public void OtherClasses_AreNoMigrations(string source) =>
        Assert.Null(MigrationSource.TryLower(MigrationSource.Compile([("/T.cs", MigrationSource.Usings + "namespace App.Migrations;" + source)])));

    [Fact]
    public void WithoutEfCore_NothingIsLookedAt()
    {
        var compilation = MigrationSource.Compile([("/T.cs", "class C { }")], EfReferences.WithoutEfCore);

        Assert.Null(EfSymbols.TryCreate(compilation));
    }

    [Fact]
    public void EfCoreMajor_IsThatOfTheReference()
    {
        var symbols = EfSymbols.TryCreate(MigrationSource.Compile([("/T.cs", "class C { }")]));

        Assert.Equal(10, symbols!.EfCoreMajor);
    }

    [Fact]
    public void WithoutNpgsql_OnlyTheOptionMakesItNpgsqls()
    {
        var source = MigrationSource.WithUp("migrationBuilder.DropTable(\"t\");").Replace("using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;", "", StringComparison.Ordinal);
        var compilation = MigrationSource.Compile([(MigrationSource.Path, source)], EfReferences.WithoutNpgsql);

        Assert.Null(MigrationSource.TryLower(compilation));
        Assert.NotNull(MigrationSource.TryLower(compilation, provider: ProviderChoice.Npgsql));
    }

    [Theory]
    [InlineData("migrationBuilder.CreateIndex(\"ix\", \"t\", \"a\").Annotation(\"SqlServer:Clustered\", true);", false)]
    [InlineData("migrationBuilder.CreateTable(\"t\", c => new { Id = c.Column<int>().Annotation(\"Sqlite:Autoincrement\", true) });", false)]
    [InlineData("migrationBuilder.CreateTable(\"t\", c => new { Id = c.Column<int>().Annotation(\"SqlServer:Identity\", \"1, 1\").Annotation(\"Npgsql:ValueGenerationStrategy\", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn) });", true)]
    [InlineData("migrationBuilder.AddColumn<string>(\"c\", \"t\", type: \"nvarchar(max)\");", true)]
    [InlineData("migrationBuilder.DropTable(\"t\");", true)]
    public void Annotations_TellTheProvider(string up, bool isNpgsql)
    {
        var compilation = MigrationSource.Compile([(MigrationSource.Path, MigrationSource.WithUp(up))]);

        Assert.Equal(isNpgsql, MigrationSource.TryLower(compilation) is not null);
    }

    [Theory]
    [InlineData("App.Migrations", "migrationBuilder.DropTable(\"t\");", true)]
    [InlineData("App.Migrations", "migrationBuilder.AddColumn<string>(\"c\", \"t\", type: \"nvarchar(max)\");", false)]
    [InlineData("App.Migrations", "migrationBuilder.AddColumn<string>(\"c\", \"t\", type: \"TEXT\");", false)]
    [InlineData("App.Migrations", "migrationBuilder.AddColumn<string>(\"c\", \"t\", type: \"text\");", true)]
    [InlineData("App.Migrations.SqlServer", "migrationBuilder.DropTable(\"t\");", false)]
    [InlineData("App.Migrations.PostgreSQL", "migrationBuilder.DropTable(\"t\");", true)]
    [InlineData("App.Migrations.SqlServer", "migrationBuilder.CreateIndex(\"ix\", \"t\", \"a\").Annotation(\"Npgsql:IndexMethod\", \"gin\");", false)]
    public void SeveralProviders_AreToldApart(string space, string up, bool isNpgsql)
    {
        var sqlite = MigrationSource.Compile([("/S.cs", "public class S { }")]).WithAssemblyName("Microsoft.EntityFrameworkCore.Sqlite").ToMetadataReference();
        var source = MigrationSource.WithUp(up).Replace("namespace App.Migrations;", $"namespace {space};", StringComparison.Ordinal);
        var compilation = MigrationSource.Compile([(MigrationSource.Path, source)], [.. EfReferences.All, sqlite]);

        Assert.Equal(isNpgsql, MigrationSource.TryLower(compilation, space + ".Test") is not null);
    }
}
