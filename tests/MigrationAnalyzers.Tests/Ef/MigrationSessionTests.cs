using System.Globalization;
using System.Runtime.CompilerServices;
using MigrationAnalyzers.Ef;
using MigrationAnalyzers.Engine.History;
using MigrationAnalyzers.Engine.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MigrationAnalyzers.Tests.Ef;

/// <summary>A long history while somebody types: what is done again after a keystroke, in numbers and not in time.</summary>
public sealed class MigrationSessionTests
{
    private const int Count = 1000;

    private const string ContextSource = "namespace App; public sealed class ShopContext : Microsoft.EntityFrameworkCore.DbContext { }";

    private static readonly Lazy<CSharpCompilation> s_long = new(() => Compile(Count));

    [Fact]
    public void FirstCompilation_LowersAndReplaysAllThatIsNeeded()
    {
        var snapshot = new Snapshot(Compile(20));

        Assert.NotNull(snapshot.CatalogBefore(19).Find(Table(18)));
        Assert.Equal(20, snapshot.Session.Lowered);
        Assert.Equal(19, snapshot.Session.Replayed);
    }

    [Fact]
    public void KeystrokeInTheLastMigration_LowersItAloneAndReplaysNothing()
    {
        new Snapshot(s_long.Value).CatalogBefore(Count - 1);

        var snapshot = new Snapshot(Edited(s_long.Value, Count - 1));

        Assert.NotNull(snapshot.CatalogBefore(Count - 1).Find(Table(Count - 2)));
        Assert.Equal(1, snapshot.Session.Lowered);
        Assert.Equal(0, snapshot.Session.Replayed);
    }

    [Fact]
    public void KeystrokeInTheMiddle_LowersItAloneAndReplaysFromThere()
    {
        new Snapshot(s_long.Value).CatalogBefore(Count - 1);

        var snapshot = new Snapshot(Edited(s_long.Value, 600));

        Assert.Null(snapshot.CatalogBefore(Count - 1).Find(Table(600))!.Column("name"));
        Assert.Equal(1, snapshot.Session.Lowered);
        Assert.Equal(Count - 1 - 600, snapshot.Session.Replayed);
    }

    [Fact]
    public void KeystrokeElsewhere_LowersAndReplaysNothing()
    {
        var compilation = Compile(20).AddSyntaxTrees(Parse("/Other.cs", "class Other { }"));
        new Snapshot(compilation).CatalogBefore(19);

        var snapshot = new Snapshot(Changed(compilation, "/Other.cs", static t => t.Replace("Other", "Another", StringComparison.Ordinal)));

        Assert.Equal(19, snapshot.CatalogBefore(19).Tables.Count);
        Assert.Equal((0, 0), (snapshot.Session.Lowered, snapshot.Session.Replayed));
    }

    [Fact]
    public void NewMigration_IsTheOnlyOneLowered()
    {
        var compilation = Compile(20);
        new Snapshot(compilation).CatalogBefore(19);

        var snapshot = new Snapshot(compilation.AddSyntaxTrees(Trees(20).Select(static s => Parse(s.Path, s.Source))));

        Assert.NotNull(snapshot.CatalogBefore(20).Find(Table(19)));
        Assert.Equal((1, 1), (snapshot.Session.Lowered, snapshot.Session.Replayed));
    }

    [Fact]
    public void RemovedMigration_IsReplayedWithout()
    {
        var compilation = Compile(20);
        new Snapshot(compilation).CatalogBefore(19);

        var snapshot = new Snapshot(compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(static t => t.FilePath.Contains(Id(10), StringComparison.Ordinal))));

        Assert.Null(snapshot.CatalogBefore(19).Find(Table(10)));
        Assert.Equal((0, 8), (snapshot.Session.Lowered, snapshot.Session.Replayed));
    }

    [Fact]
    public void RenamedContext_IsSeenInUnchangedMigrations()
    {
        var compilation = Compile(5);
        new Snapshot(compilation).CatalogBefore(4);

        var snapshot = new Snapshot(Changed(compilation, "/Context.cs", static t => t.Replace("namespace App;", "namespace App.Migrations;", StringComparison.Ordinal)));

        var migration = snapshot.Read(4);
        Assert.Equal("App.Migrations.ShopContext", migration.ContextType);
        Assert.NotNull(snapshot.Session.CatalogBefore(migration, CancellationToken.None).Find(Table(3)));
    }

    [Fact]
    public void ClassThatBecomesAMigration_IsFound()
    {
        const string Base = "namespace App; public abstract class Step { }";
        var compilation = MigrationSource.Compile(
        [
            ("/Context.cs", ContextSource),
            ("/Base.cs", Base),
            .. Trees(0).Select(static s => (s.Path, s.Source.Replace(": Migration", ": App.Step", StringComparison.Ordinal))),
            .. Trees(1),
        ],
            mustCompile: false);
        Assert.Empty(new Snapshot(compilation).CatalogBefore(1).Tables);

        var snapshot = new Snapshot(Changed(compilation, "/Base.cs", static t => t.Replace("Step {", "Step : Microsoft.EntityFrameworkCore.Migrations.Migration {", StringComparison.Ordinal)));

        Assert.NotNull(snapshot.CatalogBefore(1).Find(Table(0)));
    }

    [Fact]
    public void Cancellation_EndsTheWorkAndLeavesItToTheNext()
    {
        var compilation = Compile(20);
        var snapshot = new Snapshot(compilation);
        var migration = snapshot.Read(19);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => snapshot.Session.CatalogBefore(migration, cancelled.Token));
        Assert.Equal(19, snapshot.Session.CatalogBefore(migration, CancellationToken.None).Tables.Count);
    }

    [Fact]
    public void CallsOfAClass_AreReadOnceAndTheMigrationWithThem()
    {
        var compilation = Compile(5);
        new Snapshot(compilation).CatalogBefore(4);

        var snapshot = new Snapshot(Edited(compilation, 4));
        var calls = snapshot.ReadCalls(4);

        Assert.Same(calls, snapshot.ReadCalls(4));
        Assert.Same(calls.Migration, snapshot.Read(4));
        Assert.NotNull(snapshot.CatalogBefore(4).Find(Table(3)));
        Assert.Equal(1, snapshot.Session.Lowered);
    }

    [Fact]
    public void CodeThatDoesNotCompile_IsReadOnceInACompilation()
    {
        var compilation = Changed(Compile(5), $"/Migrations/{Id(2)}.cs", static t => t.Replace("migrationBuilder.DropTable", "migrationBuilder.Drop", StringComparison.Ordinal));
        new Snapshot(compilation).CatalogBefore(4);

        var snapshot = new Snapshot(Changed(compilation, "/Context.cs", static t => t + " "));

        Assert.NotNull(snapshot.Read(2));
        Assert.NotNull(snapshot.ReadCalls(2));
        Assert.NotNull(snapshot.CatalogBefore(4).Find(Table(3)));
        Assert.Equal(1, snapshot.Session.Lowered);
    }

    [Fact]
    public void EditedCompilation_IsNotKeptAlive()
    {
        var compilation = Compile(5);
        var (edited, session) = AnalyzeEdited(compilation);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(edited.TryGetTarget(out _));
        Assert.False(session.TryGetTarget(out _));
        GC.KeepAlive(compilation);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference<Compilation> Compilation, WeakReference<MigrationSession> Session) AnalyzeEdited(CSharpCompilation compilation)
    {
        var edited = new Snapshot(Edited(compilation, 4));
        edited.CatalogBefore(4);
        return (new WeakReference<Compilation>(edited.Compilation), new WeakReference<MigrationSession>(edited.Session));
    }

    private static string Id(int number) => (20200101000000 + number).ToString(CultureInfo.InvariantCulture) + "_Step" + number.ToString(CultureInfo.InvariantCulture);

    private static RelationName Table(int number) => new(null, "table_" + number.ToString(CultureInfo.InvariantCulture));

    private static CSharpCompilation Compile(int count) =>
        MigrationSource.Compile([("/Context.cs", ContextSource), .. Enumerable.Range(0, count).SelectMany(Trees)], mustCompile: false);

    /// <summary>A migration and its designer.</summary>
    private static (string Path, string Source)[] Trees(int number) =>
    [
        ($"/Migrations/{Id(number)}.cs", $$"""
            using Microsoft.EntityFrameworkCore.Migrations;

            namespace App.Migrations;

            public partial class Step{{number}} : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
                    name: "{{Table(number)}}",
                    columns: table => new { id = table.Column<int>(type: "integer", nullable: false), name = table.Column<string>(type: "text", nullable: true) },
                    constraints: table => table.PrimaryKey("pk_{{number}}", x => x.id));

                protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "{{Table(number)}}");
            }
            """),
        ($"/Migrations/{Id(number)}.Designer.cs", $$"""
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Infrastructure;
            using Microsoft.EntityFrameworkCore.Migrations;
            using App;

            namespace App.Migrations
            {
                [DbContext(typeof(ShopContext))]
                [Migration("{{Id(number)}}")]
                partial class Step{{number}}
                {
                    protected override void BuildTargetModel(ModelBuilder modelBuilder) { }
                }
            }
            """),
    ];

    private static CSharpCompilation Edited(CSharpCompilation compilation, int number) =>
        Changed(compilation, $"/Migrations/{Id(number)}.cs", static t => t.Replace(", name = table.Column<string>(type: \"text\", nullable: true)", "", StringComparison.Ordinal));

    private static CSharpCompilation Changed(CSharpCompilation compilation, string path, Func<string, string> change)
    {
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath == path);
        var text = tree.GetText().ToString();
        Assert.NotEqual(text, change(text));
        return compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(change(text))));
    }

    private static SyntaxTree Parse(string path, string source) =>
        CSharpSyntaxTree.ParseText(source, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest), path);

    /// <summary>The analyzer's state for one compilation.</summary>
    private sealed class Snapshot(CSharpCompilation compilation)
    {
        public CSharpCompilation Compilation { get; } = compilation;

        public MigrationSession Session { get; } =
            MigrationSession.TryCreate(compilation, new OptionsSource(new AnalyzerOptions([])))
            ?? throw new InvalidOperationException("EF Core is not referenced.");

        public Migration Read(int number) =>
            Session.Read(Compilation.GetTypeByMetadataName($"App.Migrations.Step{number}")!, CancellationToken.None)!.Migration;

        public MigrationCalls ReadCalls(int number)
        {
            var model = Compilation.GetSemanticModel(Compilation.SyntaxTrees.Single(t => t.FilePath == $"/Migrations/{Id(number)}.cs"));
            return Session.ReadCalls(Compilation.GetTypeByMetadataName($"App.Migrations.Step{number}")!, model, CancellationToken.None)!;
        }

        public SchemaCatalog CatalogBefore(int number) => Session.CatalogBefore(Read(number), CancellationToken.None);
    }
}
