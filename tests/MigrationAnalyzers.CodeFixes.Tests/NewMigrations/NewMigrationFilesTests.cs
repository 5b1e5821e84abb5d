using System.Text;
using MigrationAnalyzers.CodeFixes.Transactions;
using MigrationAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.CodeFixes.Tests.NewMigrations;

/// <summary>The files of a new migration are like those of the one that it comes from.</summary>
public class NewMigrationFilesTests
{
    private const string NewMain = Scaffold.Folder + "20240102000005_ChangeCreateIx.cs";
    private const string NewDesigner = Scaffold.Folder + "20240102000005_ChangeCreateIx.Designer.cs";

    private static readonly IReadOnlyList<(string Path, string Text)> s_files = Scaffold.Files(
        """
        migrationBuilder.AddColumn<string>(name: "code", table: "orders", type: "text", nullable: true);

        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (total)", suppressTransaction: true);
        """,
        """
        migrationBuilder.DropIndex(name: "ix", table: "orders");

        migrationBuilder.DropColumn(name: "code", table: "orders");
        """);

    [Theory]
    [InlineData("\r\n", true)]
    [InlineData("\r\n", false)]
    [InlineData("\n", false)]
    public async Task LineEnds_AreThoseOfTheNeighbour(string newLine, bool endsInLine)
    {
        var workspace = await SplitTest<DBM5002NonTransactionalSharedFix>.FixAsync([.. s_files.Select(f => (f.Path, Written(f.Text)))]);

        foreach (var path in (string[])[Scaffold.MainPath, NewMain, NewDesigner])
        {
            var text = await workspace.TextAsync(path);
            Assert.Equal(text, Written(text));
        }

        string Written(string text)
        {
            var trimmed = text.ReplaceLineEndings(newLine).TrimEnd();
            return endsInLine ? trimmed + newLine : trimmed;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ByteOrderMark_IsThatOfTheNeighbour(bool hasMark)
    {
        var encoding = new UTF8Encoding(hasMark);
        var workspace = await SplitTest<DBM5002NonTransactionalSharedFix>.FixAsync(s_files, encoding: encoding);

        foreach (var path in (string[])[NewMain, NewDesigner])
        {
            Assert.Equal(encoding.GetPreamble(), (await workspace.Document(path).GetTextAsync()).Encoding!.GetPreamble());
        }
    }

    [Fact]
    public async Task FileScopedNamespace_AndWhatIsSetForTheClass_AreWrittenAgain()
    {
        var workspace = await SplitTest<DBM5002NonTransactionalSharedFix>.FixAsync(Edited(static text => FileScoped(text).Replace("/// <inheritdoc />\npublic", "#pragma warning disable CA1861\n#nullable enable\n\n/// <inheritdoc />\npublic", StringComparison.Ordinal)));

        Assert.Equal(
            """
            using System;
            using Microsoft.EntityFrameworkCore.Migrations;

            #nullable disable

            namespace Shop.Migrations;

            #pragma warning disable CA1861

            #nullable enable

            /// <inheritdoc />
            public partial class ChangeCreateIx : Migration
            {
                /// <inheritdoc />
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (total)", suppressTransaction: true);
                }

                /// <inheritdoc />
                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.DropIndex(name: "ix", table: "orders");
                }
            }

            """,
            await workspace.TextAsync(NewMain));
    }

    [Theory]
    [InlineData("/// <inheritdoc />\n    public partial")]
    [InlineData("using System;")]
    public Task MigrationUnderACondition_IsLeftAlone(string start) =>
        SplitTest<DBM5002NonTransactionalSharedFix>.NotOfferedAsync(Edited(text => text.Replace(start, "#if !NETFRAMEWORK\n" + start, StringComparison.Ordinal) + "#endif\n"));

    /// <summary>Each context has ids of its own.</summary>
    [Fact]
    public async Task MigrationOfAnotherContext_IsNoNextOne()
    {
        var workspace = await SplitTest<DBM5002NonTransactionalSharedFix>.FixAsync(
        [
            .. s_files,
            ("/0/AuditContext.cs", "namespace Shop { public class AuditContext : Microsoft.EntityFrameworkCore.DbContext { } }"),
            (Scaffold.Folder + "Audit/20240102000001_Next.cs", OfAudit(Scaffold.Code("Next", "migrationBuilder.Sql(\"ANALYZE\");", ""))),
            (Scaffold.Folder + "Audit/20240102000001_Next.Designer.cs", OfAudit(Scaffold.Designer("20240102000001_Next", "Next", "b.ToTable(\"events\");"))),
        ]);

        Assert.Contains("[DbContext(typeof(ShopContext))]\n    [Migration(\"20240102000005_ChangeCreateIx\")]", await workspace.TextAsync(NewDesigner), StringComparison.Ordinal);

        static string OfAudit(string text) =>
            text.Replace("namespace Shop.Migrations", "namespace Shop.Migrations.Audit", StringComparison.Ordinal).Replace("typeof(ShopContext)", "typeof(AuditContext)", StringComparison.Ordinal);
    }

    /// <summary>One file in two projects: both know the new migration, and neither keeps the old text.</summary>
    [Theory]
    [InlineData("/0/Other.csproj", 2)]
    // Two target frameworks: the project file is one.
    [InlineData("/0/Shop.csproj", 1)]
    public async Task LinkedFile_IsFixedInAllProjects(string otherProject, int added)
    {
        var workspace = FixWorkspace.Create(new MigrationAnalyzer(), s_files, projectFile: "/0/Shop.csproj");
        workspace.LinkInto("Other", otherProject);
        var provider = new DBM5002NonTransactionalSharedFix();
        var finding = (await workspace.FindingsAsync()).First(static d => d.Id == "DBM5002");

        await workspace.ApplyAsync(Assert.Single(await workspace.OfferedAsync(provider, finding)));

        var solution = workspace.Project.Solution;
        foreach (var path in (string[])[NewMain, NewDesigner])
        {
            Assert.Equal(added, solution.GetDocumentIdsWithFilePath(path).Length);
        }

        var texts = new List<string>();
        foreach (var id in solution.GetDocumentIdsWithFilePath(Scaffold.MainPath))
        {
            texts.Add((await solution.GetDocument(id)!.GetTextAsync()).ToString());
        }

        Assert.Equal(2, texts.Count);
        Assert.DoesNotContain("CONCURRENTLY", texts[0]);
        Assert.Equal(texts[0], texts[1]);
    }

    private static IReadOnlyList<(string Path, string Text)> Edited(Func<string, string> edit) =>
        [.. s_files.Select(f => (f.Path, f.Path == Scaffold.MainPath ? edit(f.Text) : f.Text))];

    private static string FileScoped(string text)
    {
        var (start, end) = (text.IndexOf("\n{", StringComparison.Ordinal), text.LastIndexOf('}'));
        return text[..start] + ";\n\n" + text[(start + 3)..end].Replace("\n    ", "\n", StringComparison.Ordinal).TrimStart();
    }
}
